using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A manager changes what customers are promised.</summary>
[Collection(WithRunningService.Name)]
public sealed class PolicyTests(RunningService service)
{
    [BrowserFact]
    public async Task A_manager_tries_a_policy_out_publishes_it_and_takes_it_back()
    {
        await using var screen = await Screen.Open(service, "/policies", "demo-manager");
        var page = screen.Page;
        await page.ClickAsync("a[href='/policies/standard']");
        var urgent = page.Locator(".budget-line input").First;
        var before = await urgent.InputValueAsync();
        await screen.MustBeSound();

        await urgent.FillAsync("25");
        await urgent.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try out" }).ClickAsync();
        await page.GetByText("What would happen").WaitForAsync();
        await screen.MustBeSound();

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await page.ClickAsync("[data-test='confirm']");
        await page.GetByText("Version 2", new() { Exact = true }).First.WaitForAsync();
        await page.GetByText("Same as published").WaitForAsync();
        Assert.Equal("25", await page.Locator(".budget-line input").First.InputValueAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back to version 1" }).ClickAsync();
        await page.ClickAsync("[data-test='confirm']");
        await page.GetByText("Version 3", new() { Exact = true }).First.WaitForAsync();
        Assert.Equal(before, await page.Locator(".budget-line input").First.InputValueAsync());
        await screen.MustBeSound();
    }
}
