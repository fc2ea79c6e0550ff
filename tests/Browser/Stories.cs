using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Access;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>What users do with the screens, clicked through in a real browser.</summary>
[Collection(WithRunningService.Name)]
public sealed class Stories(RunningService service)
{
    [BrowserFact]
    public async Task A_new_user_signs_in_with_one_click_and_finds_the_work_of_each_role()
    {
        await using var start = await Screen.Open(service, "/");
        await start.Page.WaitForSelectorAsync("[data-user]");
        var users = await start.Page.Locator("[data-user]").EvaluateAllAsync<string[]>("buttons => buttons.map(button => button.dataset.user)");
        Assert.True(users.Length >= 7);
        await start.MustBeSound();
        foreach (var user in users)
        {
            await using var screen = await Screen.Open(service, "/", user);
            await screen.Page.WaitForSelectorAsync("h1, .board-head, .tile");
            await screen.MustBeSound();
        }
    }

    [BrowserFact]
    public async Task A_dispatcher_opens_a_ticket_by_form_and_finds_it_by_searching()
    {
        await using var screen = await Screen.Open(service, "/tickets/new", "demo-dispatcher");
        var page = screen.Page;
        await page.ClickAsync(".el-select:has(#new-kind)");
        await page.ClickAsync(".el-select-dropdown__item:visible:has-text('退货')");
        await page.FillAsync("textarea", "尺寸不对，想退货");
        await screen.MustBeSound();
        await page.ClickAsync("button[type=submit]");
        await page.Reaches("/tickets/(?!new$)");
        var number = await page.Locator("h1.figures").InnerTextAsync();
        Assert.StartsWith("D-", number);
        await screen.MustBeSound();

        await page.GotoAsync("/tickets?q=退货");
        await page.WaitForSelectorAsync($"text={number}");
        await screen.MustBeSound();
    }

    [BrowserFact]
    public async Task An_administrator_sees_the_processes_and_what_they_run()
    {
        await using var screen = await Screen.Open(service, "/tickets", "demo-admin");
        await screen.Page.ClickAsync("nav a[href='/cluster']");
        await screen.Page.WaitForSelectorAsync(".members-table tbody tr");
        await screen.Page.WaitForSelectorAsync("section[aria-labelledby='cluster-grains'] tbody tr:nth-child(2)");
        await screen.MustBeSound();
    }

    [BrowserFact]
    public async Task An_agent_notes_replies_holds_and_resumes_and_the_timeline_tells()
    {
        var ticket = await OpenTicket(new { kind = "consultation", channel = "phone", description = "保修多久？", region = "east" });
        await using var screen = await Screen.Open(service, $"/tickets/{ticket}", "demo-manager");
        var page = screen.Page;
        await Command(page, "reply", dialog => dialog.Locator("textarea").First.FillAsync("保修两年。"));
        await page.WaitForSelectorAsync("section[aria-labelledby='ticket-timeline'] >> text=保修两年。");
        await Command(page, "hold", async dialog =>
        {
            // By keyboard: a pointer may meet the list while it is still unfolding.
            await dialog.Locator(".el-select input").First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.Locator(".el-select-dropdown__item:visible").First.WaitForAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator(".el-select-dropdown__item:visible").First.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        });
        await page.WaitForSelectorAsync("[data-command='resume']");
        await Command(page, "resume");
        await page.WaitForSelectorAsync("[data-command='hold'], [data-command='more']");
        await screen.MustBeSound();
    }

    [BrowserFact]
    public async Task An_engineer_accepts_departs_arrives_and_completes_a_visit()
    {
        var ticket = await OpenTicket(new
        {
            kind = "repair", channel = "phone", product = "KT-20", description = "不通电", region = "east", place = new { longitude = 121.56, latitude = 31.21 },
        });
        using var desk = await service.ClientOf("demo-manager");
        await Complete(desk, ticket, "visit");
        await Complete(desk, ticket, outcome: null);
        var engineer = await Eventually(desk, ticket, detail => Order(detail)?.TryGetProperty("engineer", out var booked) is true ? booked.GetString() : null);
        const string password = "a long enough password";
        await service.GivePassword("browser-engineer", Role.Engineer, password, engineer);

        await using var screen = await Screen.Open(service, "/");
        var page = screen.Page;
        await page.FillAsync("#sign-in-user", "browser-engineer");
        await page.FillAsync("#sign-in-password", password);
        await page.ClickAsync(".sign-in-form button[type=submit]");
        await page.LeavesSignIn();
        await screen.MustBeSound();
        await page.GotoAsync($"/tickets/{ticket}");
        foreach (var command in new[] { "accept", "depart", "arrive" })
        {
            await Command(page, command);
            await Eventually(desk, ticket, detail => Order(detail)?.GetProperty("state").GetString() == Reached(command) ? "" : null);
            await page.ReloadAsync();
        }
        await page.WaitForSelectorAsync("[data-command='complete-visit']");
        await screen.MustBeSound();
    }

    [BrowserFact]
    public async Task The_wallboard_shows_a_ticket_as_it_comes_in_and_speaks_both_languages()
    {
        await using var screen = await Screen.Open(service, "/board", "demo-dispatcher");
        var page = screen.Page;
        await page.WaitForSelectorAsync(".tile");
        Assert.InRange(await page.Locator(".tile").CountAsync(), 4, 9);
        var ticket = await OpenTicket(new { kind = "return", channel = "web", description = "破损", region = "east" });
        using var client = await service.ClientOf("demo-manager");
        var number = (await client.GetFromJsonAsync<JsonElement>($"/api/tickets/{ticket}")).GetProperty("number").GetString();
        await page.WaitForSelectorAsync($"text={number}", new() { Timeout = 10_000 });
        await screen.MustBeSound();

        await page.ClickAsync("text=English");
        await page.WaitForSelectorAsync("text=Open tickets");
        await page.GotoAsync("/board?kiosk=1");
        await page.WaitForSelectorAsync(".tile");
        Assert.Equal(0, await page.Locator(".board-tools").CountAsync());
        await screen.MustBeSound();
    }

    [BrowserFact]
    public async Task A_question_that_nobody_answers_rings_the_bell_of_whoever_leads_and_the_timeline_says_who_was_told()
    {
        await using var screen = await Screen.Open(service, "/tickets", "service-east-2");
        var page = screen.Page;
        await page.WaitForSelectorAsync("[data-test='bell']");
        await page.ClickAsync("text=English");
        var ticket = await OpenTicket(new { kind = "consultation", channel = "phone", description = "保修多久？", region = "east" });
        service.Time.Advance(TimeSpan.FromMinutes(13));
        // The first response was due after twelve minutes; the lead has no sign-in, so the stand-in is told.
        await page.WaitForSelectorAsync("[data-test='unread']");
        await page.FocusAsync("[data-test='bell']");
        await page.Keyboard.PressAsync("Enter");
        var notice = page.Locator($".notice-panel a[href='/tickets/{ticket}']:has-text('escalated to level 1')");
        await Unfold(page, notice);
        await screen.MustBeSound();

        // As when news takes the notice away that had the focus.
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".notice-panel").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal("bell", await page.EvaluateAsync<string?>("document.activeElement.dataset.test"));
        await page.Keyboard.PressAsync("Enter");
        await Unfold(page, notice);
        // At once: notices that come in meanwhile may move this one, which takes the focus off it.
        await notice.First.PressAsync("Enter");
        await page.Reaches($"/tickets/{ticket}$");
        var level = page.Locator("section[aria-labelledby='ticket-timeline'] li:has-text('escalated to level 1')").First;
        await level.Locator("text=Notify: assignee, team lead").WaitForAsync();
        await level.Locator("text=Told:").WaitForAsync();
        await screen.MustBeSound();

        await page.ClickAsync("[data-test='bell']");
        if (await page.Locator("[data-test='unread']").CountAsync() > 0)
            await page.ClickAsync("[data-test='read-all']");
        await page.Locator("[data-test='unread']").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        // A click elsewhere puts the list away.
        await page.ClickAsync("text=中文");
        await page.Locator(".notice-panel").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.ClickAsync("[data-test='bell']");
        await Unfold(page, page.Locator($".notice-panel a[href='/tickets/{ticket}']:has-text('升级到第 1 级')"));
        await screen.MustBeSound();
    }

    /// <summary>Waits for a notice. What came with others within a minute is in the one notice that stands for them all.</summary>
    private static async Task Unfold(IPage page, ILocator notice)
    {
        var folded = page.Locator(".notice-panel [data-test='storm']:not([open]) > summary");
        await notice.Or(folded).First.WaitForAsync();
        while (await folded.CountAsync() > 0)
            await folded.First.ClickAsync();
        await notice.First.WaitForAsync();
    }

    private static string Reached(string command) => command switch { "accept" => "accepted", "depart" => "departed", _ => "arrived" };

    private static JsonElement? Order(JsonElement detail) => detail.GetProperty("workOrders").EnumerateArray().Select(order => (JsonElement?)order).FirstOrDefault();

    private static async Task Command(IPage page, string command, Func<ILocator, Task>? fill = null)
    {
        await page.Give(command);
        var confirm = page.Locator("[data-test='confirm']:visible");
        await page.WaitForTimeoutAsync(400);
        if (await confirm.CountAsync() is 0)
            return;
        if (fill is not null)
            await fill(page.Locator(".el-dialog:visible, .el-drawer:visible").First);
        await confirm.ClickAsync();
        await confirm.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private async Task<string> OpenTicket(object body)
    {
        using var client = await service.ClientOf("demo-manager");
        var answer = await client.PostAsJsonAsync("/api/tickets", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task Complete(HttpClient client, string ticket, string? outcome)
    {
        var step = await Eventually(client, ticket, detail => detail.GetProperty("steps").EnumerateArray()
            .Where(each => each.GetProperty("state").GetString() is "active").Select(each => each.GetProperty("instance").GetString()).FirstOrDefault());
        var answer = await client.PostAsJsonAsync($"/api/tickets/{ticket}/complete-step", outcome is null ? new { step } : (object)new { step, outcome });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Eventually(HttpClient client, string ticket, Func<JsonElement, string?> find)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromSeconds(20))
        {
            if (find(await client.GetFromJsonAsync<JsonElement>($"/api/tickets/{ticket}")) is { } found)
                return found;
            await Task.Delay(100);
        }
        throw new TimeoutException($"Ticket {ticket} did not come that far.");
    }
}
