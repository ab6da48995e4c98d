/** Choosing an account from a password file; acting as one is tested for real in root.test.ts. */
import { describe, expect, it } from "vitest";
import { accountsIn, chooseAccount } from "./account.ts";

const PASSWD = `# a comment, as macOS writes them
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
operator:x:11:0:operator:/root:/sbin/nologin
toor:x:0:5::/root:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
broken line
ghost:*:-2:-2:macOS counts down:/var/empty:/usr/bin/false
`;

describe("borrowing an account", () => {
  it("leaves out root, whoever shares its id or group, and lines it cannot read", () => {
    expect(accountsIn(PASSWD).map((each) => each.name)).toEqual(["daemon", "nobody"]);
  });

  it("prefers PostgreSQL's own, then nobody, then the first there is", () => {
    const nobody = chooseAccount(accountsIn(PASSWD));
    expect(nobody).toEqual({ name: "nobody", uid: 65534, gid: 65534 });
    const postgres = accountsIn(`${PASSWD}postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n`);
    expect(chooseAccount(postgres)).toEqual({ name: "postgres", uid: 101, gid: 104 });
    expect(chooseAccount(accountsIn("bin:x:2:2::/bin:/bin/sh"))?.name).toBe("bin");
    expect(chooseAccount(accountsIn("root:x:0:0:::"))).toBeUndefined();
  });
});
