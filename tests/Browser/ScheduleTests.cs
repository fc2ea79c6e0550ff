using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A dispatcher sees the day, what a move costs, and moves a visit there and back.</summary>
[Collection(WithRunningService.Name)]
public sealed class ScheduleTests(RunningService service)
{
    [BrowserFact]
    public async Task A_dispatcher_sees_what_a_move_costs_moves_a_visit_and_takes_it_back()
    {
        var (_, number) = await HouseCall.Booked(service);
        await using var screen = await Screen.Open(service, "/schedule", "demo-dispatcher");
        var page = screen.Page;
        await screen.Speak("中文");
        var block = page.Locator($".visit-block[aria-label^='{number}']");
        for (var days = 0; days < 4 && !await Appears(block); days++)
            await page.GetByRole(AriaRole.Button, new() { Name = "后一天" }).ClickAsync();
        Assert.True(await block.IsVisibleAsync(), $"{number} is on no day.");
        await block.FocusAsync();
        await block.PressAsync("Enter");
        await page.Locator(".price-list li").First.WaitForAsync();
        await screen.MustBeSound();

        var before = await block.GetAttributeAsync("aria-label");
        await page.Locator(".price-list button").First.ClickAsync();
        await page.GetByText("已移动").WaitForAsync();
        // While a message fades its colours are not those that anybody reads.
        await page.Locator(".el-message").First.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await screen.MustBeSound();
        // What was moved by hand stays there; taking it back takes the pin off as well.
        var pinned = page.Locator($".visit-block[aria-label^='{number}'][aria-label*='已固定']");
        await pinned.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await pinned.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Locator($".visit-block[aria-label^='{before![..before!.IndexOf('，', before.IndexOf('，') + 1)]}']").WaitForAsync();

        await screen.Speak("English");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Schedule" }).WaitForAsync();
        await screen.MustBeSound();
        await screen.Speak("中文");
    }

    private static async Task<bool> Appears(ILocator block)
    {
        try
        {
            await block.WaitForAsync(new() { Timeout = 5_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
