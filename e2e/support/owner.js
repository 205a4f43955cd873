// The first steps on a new paper, which every journey on one begins with.

export const LOOPBACK = { DATELINE_FETCH__ALLOW_NETWORKS: "127.0.0.0/8,::1/128" };

/** Opens the one-time link and makes the owner's account. */
export async function becomeOwner(page, paper, password = "correct horse battery") {
  await page.goto(paper.lines.join("\n").match(/http\S+\/welcome\?token=\S+/)[0]);
  await page.getByLabel("Name").fill("ada");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Start the paper" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

export async function signIn(page, paper, password = "correct horse battery") {
  await page.goto(`${paper.url}/sign-in`);
  await page.getByLabel("Name").fill("ada");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** Tries until it holds; what is awaited is work of the desk, which takes as long as it takes. */
export async function until(holds, what) {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`in vain waited until: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
