using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A manager reads how promises came out, in both languages.</summary>
[Collection(WithRunningService.Name)]
public sealed class ReportTests(RunningService service)
{
    private const string Answered = """
        async () => {
          const post = (path, body) => fetch(path, {
            method: "POST", body: JSON.stringify(body),
            headers: { "Content-Type": "application/json", "X-Dispatch": "1", "Idempotency-Key": crypto.randomUUID() },
          });
          const ticket = await (await post("/api/tickets", { kind: "consultation", channel: "web" })).json();
          return (await post(`/api/tickets/${ticket.id}/reply`, { text: "您好，已为您查询。" })).ok;
        }
        """;

    [BrowserFact]
    public async Task A_manager_sees_what_was_kept_by_whom_and_narrows_it()
    {
        await using var screen = await Screen.Open(service, "/reports", "demo-manager");
        var page = screen.Page;
        await screen.Speak("中文");
        Assert.True(await page.EvaluateAsync<bool>(Answered));
        var answered = page.Locator("tr:has-text('首次响应') .figures").First;
        // Reports come a moment behind the commits.
        for (var tries = 0; tries < 20 && !await answered.IsVisibleAsync(); tries++)
        {
            await page.ReloadAsync();
            await page.Locator(".trial-figures dd").First.WaitForAsync();
        }
        await screen.MustBeSound();

        await page.Locator("#report-teams").Locator("xpath=..").Locator(".link-button").First.ClickAsync();
        await page.Reaches(@"/reports\?team=");
        await page.GetByRole(AriaRole.Button, new() { Name = "全部", Exact = true }).ClickAsync();
        await page.Locator(".outcome-table tbody tr").First.WaitForAsync();
        await page.GetByText("以表格查看").ClickAsync();
        await screen.MustBeSound();

        await screen.Speak("English");
        await page.GetByRole(AriaRole.Heading, new() { Name = "SLA report" }).WaitForAsync();
        await screen.MustBeSound();
        await screen.Speak("中文");
    }
}
