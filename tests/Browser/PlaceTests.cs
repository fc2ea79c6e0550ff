using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A dispatcher finds a visit that nobody has because nobody knows where it is, and says where.</summary>
[Collection(WithRunningService.Name)]
public sealed class PlaceTests(RunningService service)
{
    [BrowserFact]
    public async Task A_dispatcher_enters_the_place_of_an_unplanned_visit_and_somebody_is_booked()
    {
        var (_, number) = await HouseCall.Nowhere(service);
        await using var screen = await Screen.Open(service, "/schedule", "demo-dispatcher");
        var page = screen.Page;
        await screen.Speak("中文");
        await page.Locator($".unplanned li:has-text('{number}') >> text=更改地点").WaitForAsync();
        await page.ClickAsync($".unplanned a:has-text('{number}')");

        await page.Give("set-place");
        var dialog = page.Locator(".el-dialog:visible");
        await dialog.Locator("#command-place-longitude").WaitForAsync();
        await page.ClickAsync("[data-test='confirm']");
        await dialog.Locator(".el-form-item__error").WaitForAsync();
        await dialog.Locator("#command-address").FillAsync("世纪大道 88 号");
        // A click on the map says where; what it wrote is corrected in figures.
        await dialog.Locator(".map").ClickAsync();
        await page.WaitForFunctionAsync("document.querySelector('#command-place-longitude').value !== ''");
        await dialog.Locator("#command-place-longitude").FillAsync("121.55");
        await dialog.Locator("#command-place-latitude").FillAsync("31.22");
        await dialog.Locator("#command-address").FocusAsync();
        await screen.MustBeSound();
        await page.ClickAsync("[data-test='confirm']");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await page.Locator("section[aria-labelledby='ticket-timeline'] li:has-text('上门地点已更改') >> text=世纪大道 88 号").WaitForAsync();
        await page.Locator("section[aria-labelledby='ticket-timeline'] >> text=已预约").WaitForAsync();
        await page.Locator("section[aria-labelledby='ticket-facts'] >> text=世纪大道 88 号").WaitForAsync();
        await page.Locator(".el-message").First.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await screen.MustBeSound();

        // What is known by now is there to be corrected.
        await page.Give("set-place");
        await dialog.Locator("#command-address").WaitForAsync();
        Assert.Equal(("世纪大道 88 号", "121.55"), (await dialog.Locator("#command-address").InputValueAsync(), await dialog.Locator("#command-place-longitude").InputValueAsync()));
        await dialog.Locator("text=已约好的上门会取消").WaitForAsync();
        await page.ClickAsync(".el-dialog:visible .el-dialog__footer button:has-text('取消')");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await screen.Speak("English");
        await page.Locator("section[aria-labelledby='ticket-timeline'] >> text=The place was changed").WaitForAsync();
        await screen.Speak("中文");
    }

    /// <summary>Number of a ticket with a visit that nobody knows the place of.</summary>
}
