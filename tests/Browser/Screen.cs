using System.Text.Json;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A page as a user has it, which remembers what went wrong on it.</summary>
public sealed class Screen : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    private Screen(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);
    }

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>A fresh page in English, signed in by one click where a role is named.</summary>
    public static async Task<Screen> Open(RunningService service, string path, string? demoUser = null)
    {
        var context = await service.Browser.NewContextAsync(new() { BaseURL = service.Url, Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(20_000);
        var screen = new Screen(context, await context.NewPageAsync());
        await screen.Page.GotoAsync("/sign-in");
        if (demoUser is not null)
        {
            await screen.SignIn(demoUser);
            await screen.Page.GotoAsync(path);
        }
        return screen;
    }

    /// <summary>Opens a page on a phone of somebody whose browser asks for Chinese, at the site's own wall clock, and who has not signed in.</summary>
    public static async Task<Screen> OnPhone(RunningService service, string path)
    {
        var context = await service.Browser.NewContextAsync(new()
        {
            BaseURL = service.Url, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true,
        });
        context.SetDefaultTimeout(20_000);
        var screen = new Screen(context, await context.NewPageAsync());
        await screen.Page.GotoAsync(path);
        return screen;
    }

    private async Task SignIn(string demoUser)
    {
        await Page.ClickAsync($"[data-user='{demoUser}']");
        try
        {
            await Page.LeavesSignIn();
        }
        catch (PlaywrightException late)
        {
            // A screen that does not move on says why on itself or in the console, which the timeout alone hides.
            throw new PlaywrightException($"{demoUser} stayed at {Page.Url}, which says: {await Page.InnerTextAsync("body")}; console: {string.Join("; ", faults)}", late);
        }
    }

    /// <summary>Lets the page speak a language, whichever the user's screens spoke before: the choice is kept with the user.</summary>
    /// <param name="language"><c>中文</c> or <c>English</c>, as the switch offers it.</param>
    public async Task Speak(string language)
    {
        var offered = Page.Locator(".language-switch");
        if ((await offered.InnerTextAsync()).Contains(language, StringComparison.Ordinal))
            await offered.ClickAsync();
        await Page.WaitForFunctionAsync("lang => document.documentElement.lang.startsWith(lang)", language is "English" ? "en" : "zh");
    }

    /// <summary>Fails when the console held errors or axe finds a violation of WCAG A or AA on the page as it is now.</summary>
    public async Task MustBeSound()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(DashboardBrowser.Axe));
        var found = await Page.EvaluateAsync<JsonElement>("""
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })
               .then(result => result.violations.map(violation => violation.id + ": " + violation.nodes.map(node => node.target.join(" ")).slice(0, 3).join(" | ")))
            """);
        Assert.Empty(found.EnumerateArray().Select(violation => violation.GetString()));
        Assert.Empty(faults);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
