using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A manager says what the live plan goes by.</summary>
[Collection(WithRunningService.Name)]
public sealed class PriceTests(RunningService service)
{
    [BrowserFact]
    public async Task A_manager_publishes_a_price_and_is_told_beside_the_field_what_cannot_be()
    {
        await using var screen = await Screen.Open(service, "/tickets", "demo-manager");
        var page = screen.Page;
        await screen.Speak("English");
        await page.ClickAsync("nav a[href='/prices']");
        var waiting = page.Locator("#price-delayHour");
        Assert.Equal("5.00", await waiting.InputValueAsync());
        var publish = page.GetByRole(AriaRole.Button, new() { Name = "Publish" });
        Assert.True(await publish.IsDisabledAsync());
        await screen.MustBeSound();

        await waiting.FillAsync("7.5");
        await waiting.PressAsync("Tab");
        await publish.ClickAsync();
        await page.GetByText("Version 1", new() { Exact = true }).WaitForAsync();
        Assert.Equal("7.50", await waiting.InputValueAsync());
        // Sentences that pass by have colours of their own while they fade.
        await page.Locator(".el-message").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await screen.MustBeSound();

        var currency = page.Locator("#price-currency");
        await currency.FillAsync("yu");
        await publish.ClickAsync();
        await page.GetByText("no ISO 4217 code").WaitForAsync();
        Assert.Equal("yu", await currency.InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();
        Assert.Equal("CNY", await currency.InputValueAsync());
    }
}
