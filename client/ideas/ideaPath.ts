export const ideaPath = (slug: string, boardId: string, ideaId: string): string =>
  `/c/${slug}/b/${boardId}/i/${ideaId}`;
