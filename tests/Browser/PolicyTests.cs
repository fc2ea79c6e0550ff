using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A manager changes what customers are promised, in Chinese as the demo's manager reads it.</summary>
[Collection(WithRunningService.Name)]
public sealed class PolicyTests(RunningService service)
{
    [BrowserFact]
    public async Task A_manager_tries_a_policy_out_publishes_it_and_takes_it_back()
    {
        await using var screen = await Screen.Open(service, "/policies", "demo-manager");
        var page = screen.Page;
        await screen.Speak("中文");
        await page.ClickAsync("a[href='/policies/standard']");
        var urgent = page.Locator(".budget-line input").First;
        var before = await urgent.InputValueAsync();
        await screen.MustBeSound();

        await urgent.FillAsync("25");
        await urgent.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await page.GetByText("试算结果").WaitForAsync();
        await screen.MustBeSound();

        await page.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await page.ClickAsync("[data-test='confirm']");
        await page.GetByText("版本 2", new() { Exact = true }).First.WaitForAsync();
        await page.GetByText("与已发布的版本相同").WaitForAsync();
        Assert.Equal("25", await page.Locator(".budget-line input").First.InputValueAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "回退到版本 1" }).ClickAsync();
        await page.ClickAsync("[data-test='confirm']");
        await page.GetByText("版本 3", new() { Exact = true }).First.WaitForAsync();
        Assert.Equal(before, await page.Locator(".budget-line input").First.InputValueAsync());
        // While the question fades away its colours are not those that anybody reads.
        await page.Locator("[data-test='confirm']").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await screen.MustBeSound();
    }
}
