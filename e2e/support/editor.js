// The demo's editor: who may do everything in it.

/** Signs a page in with the password that the demo prints. */
export async function signIn(page, paper) {
  const password = paper.lines.join("\n").match(/sign in as editor with the password (\S+)/)?.[1];
  await page.goto(`${paper.url}/sign-in`);
  await page.getByLabel("Name").fill("editor");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}
