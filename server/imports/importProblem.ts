/** Something that whoever calls the importer can put right: said to them as it is, without a stack. */
export class ImportProblem extends Error {}
