using System.Net;
using System.Text.Json;
using Dispatch.Tests.Browser;
using Dispatch.Tests.Shared;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Dispatch.Tests.Cluster;

/// <summary>A wallboard that nobody touches while processes die: it never shows the old as the present, and catches up without being loaded again.</summary>
public sealed class BoardTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Banner = ".board-banner";
    private static readonly TimeSpan CatchesUpWithin = TimeSpan.FromSeconds(30);

    private readonly ClusterProcesses cluster = new(silos: 3, apis: 2, "--dashboard", DashboardBrowser.Built);
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        if (DashboardBrowser.Missing is not null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await DashboardBrowser.Launch(playwright);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        cluster.Dispose();
    }

    [ClusterBrowserFact]
    public async Task A_board_outlives_a_silo_and_its_own_host_without_being_loaded_again()
    {
        await cluster.Start();
        var (own, other) = (cluster.Apis[0], cluster.Apis[1]);
        using var client = await ServiceClient.SignIn(other);
        var page = await OpenBoard(own);
        await Shows(page, await OpenTicket(client, "calm"), "on a calm day");

        cluster.Silos[0].Kill();
        await Shows(page, await OpenTicket(client, "a-silo-less"), "acknowledged after a silo's death");

        own.Kill();
        await page.Locator(Banner).WaitForAsync();
        var meanwhile = await OpenTicket(client, "meanwhile");
        Assert.Equal(1, await page.Locator(".board.stale").CountAsync());
        Assert.Equal(0, await page.GetByText(meanwhile).CountAsync());
        await own.Start();
        await Shows(page, meanwhile, "its host is ready again");
        Assert.True(await page.EvaluateAsync<bool>("window.untouched === true"), "The page was loaded again.");
    }

    private async Task<IPage> OpenBoard(ServiceProcess host)
    {
        var page = await browser.NewPageAsync(new() { BaseURL = host.Address.ToString(), Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("[data-user='demo-dispatcher']");
        await page.LeavesSignIn();
        await page.GotoAsync("/board");
        await page.WaitForSelectorAsync(".tile");
        await page.EvaluateAsync("window.untouched = true");
        return page;
    }

    // A caller sends again under the same key until the ticket is taken, however the silos fare.
    private static async Task<string> OpenTicket(ServiceClient client, string key)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            using var answer = await client.Post("/api/tickets", """{"kind":"return","channel":"web","description":"破损","region":"east"}""", key);
            if (answer.IsSuccessStatusCode)
                return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("number").GetString()!;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            await pulse.WaitForNextTickAsync();
        }
    }

    private async Task Shows(IPage page, string number, string after)
    {
        var since = TimeProvider.System.GetTimestamp();
        await page.GetByText(number).First.WaitForAsync(new() { Timeout = (float)CatchesUpWithin.TotalMilliseconds });
        await page.Locator(Banner).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        output.WriteLine($"{after}: the board showed {number} and was live {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s later.");
    }
}

/// <summary>A test that needs PostgreSQL, Chromium and the built dashboard.</summary>
public sealed class ClusterBrowserFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test is skipped.</summary>
    public ClusterBrowserFactAttribute() => Skip = Needs.Postgres ?? DashboardBrowser.Missing;
}
