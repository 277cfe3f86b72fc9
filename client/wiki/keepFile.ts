/** Lets the browser keep what is at an address as a file; without a name, the one that the server gives it. */
export const keepFile = (address: string, name = ""): void => {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
};

/** As `keepFile`, for a text that is here. */
export const keepText = (text: string, name: string, type: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  keepFile(address, name);
  URL.revokeObjectURL(address);
};
