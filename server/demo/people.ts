import { createHash } from "node:crypto";
import type { DemoPerson } from "./demoContent.ts";

const featured: readonly DemoPerson[] = [
  { key: "lin", name: "林秀盈 Lin Hsiu-ying", role: "owner" },
  { key: "maarten", name: "Maarten Vollebregt", role: "manager" },
  { key: "yuan", name: "周予安 Chou Yu-an", role: "manager" },
  { key: "aoife", name: "Aoife Brannigan", role: "moderator" },
  { key: "chewei", name: "許哲維", role: "moderator" },
  { key: "tomasz", name: "Tomasz Wielgosz", role: "customer" },
  { key: "priya", name: "Priya Raghunathan", role: "customer" },
  { key: "delphine", name: "Delphine Aubertin", role: "customer" },
  { key: "joaquin", name: "Joaquín Belmar", role: "customer" },
  { key: "ngozi", name: "Ngozi Adeleke", role: "customer" },
  { key: "hal", name: "Hal Pettersen", role: "customer" },
  { key: "kaisa", name: "Kaisa Lehtovaara", role: "customer" },
  { key: "yizhen", name: "陳郁蓁", role: "customer" },
  { key: "bohan", name: "黃柏翰", role: "customer" },
  { key: "meihui", name: "吳美慧", role: "customer" },
  { key: "jianing", name: "沈佳宁", role: "customer" },
  { key: "siyuan", name: "罗思远", role: "customer" },
  { key: "xuesong", name: "韩雪松", role: "customer" },
];

/** Customers who vote and have not written anything yet. */
const crowdNames: Readonly<Record<string, string>> = {
  anneli: "Anneli Rautio",
  bartek: "Bartek Sobolewski",
  beatriz: "Beatriz Quintela",
  carys: "Carys Pritchard",
  chiara: "Chiara Montefusco",
  daan: "Daan Hoogeveen",
  dimitra: "Dimitra Kalogeri",
  eitan: "Eitan Mizrachi",
  elif: "Elif Karadeniz",
  emeka: "Emeka Nwachukwu",
  fatou: "Fatou Diagne",
  fergus: "Fergus Mackellar",
  gabriela: "Gabriela Villarroel",
  gunnar: "Gunnar Ekström",
  haruka: "Haruka Minegishi",
  hyejin: "Noh Hye-jin",
  ilse: "Ilse Verstappe",
  imran: "Imran Chaudhary",
  jasper: "Jasper Oduya",
  jelena: "Jelena Vukašinović",
  katrin: "Katrin Oberhauser",
  kwame: "Kwame Asamoah",
  laszlo: "László Körmendi",
  leilani: "Leilani Kahale",
  linh: "Đỗ Thuỳ Linh",
  marguerite: "Marguerite Delacourt",
  mateus: "Mateus Carvalhal",
  nadia: "Nadia Benhaddou",
  oisin: "Oisín Tierney",
  pawit: "Pawit Srisawang",
  renske: "Renske Dijkhuizen",
  roshni: "Roshni Pillai",
  saoirse: "Saoirse Gilhooly",
  stefan: "Stefan Andritoiu",
  tamsin: "Tamsin Ellery",
  yusuf: "Yusuf Aydoğan",
  peijun: "蔡佩君",
  linyuan: "林昱安",
  shujuan: "廖淑娟",
  zihhao: "郭子豪",
  yating: "曾雅婷",
  minjie: "顾敏洁",
  haoran: "邹浩然",
  wenqian: "方文倩",
};

const crowdKeys = Object.keys(crowdNames);

export const people: readonly DemoPerson[] = [
  ...featured,
  ...Object.entries(crowdNames).map(([key, name]): DemoPerson => ({ key, name, role: "customer" })),
];

const rank = (key: string, word: string) =>
  createHash("sha256").update(`${word} ${key}`).digest("hex");

/** `size` different voters from the crowd. The same word always draws the same people. */
export const crowd = (size: number, word: string): readonly string[] =>
  crowdKeys.toSorted((a, b) => (rank(a, word) < rank(b, word) ? -1 : 1)).slice(0, size);
