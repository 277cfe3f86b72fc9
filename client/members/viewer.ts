import type { Asking } from "../../shared/members/policy.ts";

/** Who looks at a community. What is offered to them goes by the same table as what the server allows. */
export type Viewer = Asking;
