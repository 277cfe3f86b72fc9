/** Passwords of eight and more characters that head every published list of broken ones. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password password1 password12 password123 passw0rd p@ssw0rd p@ssword 12345678 123456789 1234567890
  11111111 00000000 88888888 66666666 12341234 11223344 87654321 987654321 123123123 147258369
  qwertyui qwertyuiop qwerty123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx asdfghjkl zxcvbnm1 abcd1234 abc12345
  a1234567 aa123456 iloveyou sunshine princess football baseball superman starwars trustno1
  letmein1 welcome1 whatever computer internet samsung1 michelle jennifer changeme admin123
  administrator 5201314520 woaini1314 woaini520 1314520520 qq123456 a12345678 q1w2e3r4 zaq12wsx`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
