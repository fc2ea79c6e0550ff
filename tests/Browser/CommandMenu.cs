using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>The buttons of a ticket's page, and the menu that holds the rest of them.</summary>
public static class CommandMenu
{
    /// <summary>Chooses a command.</summary>
    public static async Task Give(this IPage page, string command)
    {
        await page.WaitForSelectorAsync($"[data-command='{command}'], [data-command='more']");
        var button = page.Locator($"[data-command='{command}']:visible").First;
        if (await button.CountAsync() is 0)
            await page.ClickAsync("[data-command='more']");
        // By key: the page is read again every few seconds, and what is added then moves others from under the pointer.
        await button.PressAsync("Enter");
    }
}
