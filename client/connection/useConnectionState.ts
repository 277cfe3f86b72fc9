import { useStore } from "zustand";
import { useConnection } from "./ConnectionContext.ts";

export const useConnectionState = () => useStore(useConnection().state);
