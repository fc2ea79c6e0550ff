using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>A customer opens his link on a phone, in Chinese as his browser asks.</summary>
[Collection(WithRunningService.Name)]
public sealed class CaseTests(RunningService service)
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task A_customer_opens_his_link_sees_his_case_writes_with_a_photo_and_chooses_when_somebody_comes()
    {
        using var desk = await service.ClientOf("demo-dispatcher");
        var (ticket, number) = await HouseCall.Booked(service);
        await using var phone = await Screen.OnPhone(service, await LinkOf(ticket));
        var page = phone.Page;
        await page.GetByText("家电检修 · KT-20").WaitForAsync();
        await page.GetByText($"单号 {number}").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "已约好上门" }).WaitForAsync();
        await phone.MustBeSound();

        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = Png });
        await page.Locator(".case-chosen li").WaitForAsync();
        await page.FillAsync("textarea", "门铃坏了，请打电话");
        await page.ClickAsync("[data-test='send']");
        await page.Locator(".mine .case-bubble:has-text('门铃坏了，请打电话') img").WaitForAsync();
        await page.GetByText("已发送").WaitForAsync();

        await page.ClickAsync("[data-test='choose']");
        await page.Locator(".case-chip").Nth(1).ClickAsync();
        await phone.MustBeSound();
        var window = page.Locator(".case-window").Last;
        var promised = await window.InnerTextAsync();
        await window.ClickAsync();
        await page.ClickAsync("[data-test='confirm']");
        await page.Locator($".case-promised:has-text('{promised}')").WaitForAsync();
        Assert.Equal(promised, await page.Locator(".case-times dd").First.InnerTextAsync());
        await phone.MustBeSound();

        await phone.Speak("English");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Visit arranged" }).WaitForAsync();
        await phone.MustBeSound();

        var told = (await desk.GetFromJsonAsync<JsonElement>($"/api/tickets/{ticket}/timeline")).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("actor").GetString() == $"customer:{ticket}").Select(item => item.GetProperty("kind").GetString());
        Assert.Equal(["appointment-chosen.v1", "reply-received.v1"], told.Where(kind => kind is "appointment-chosen.v1" or "reply-received.v1").Order(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task A_link_that_was_forged_or_broken_off_says_what_to_do()
    {
        await using var forged = await Screen.OnPhone(service, "/case#dl_forged");
        await forged.Page.GetByRole(AriaRole.Heading, new() { Name = "这个链接打不开了" }).WaitForAsync();
        await forged.Page.GetByText("索取新的链接").WaitForAsync();
        await forged.MustBeSound();

        await using var broken = await Screen.OnPhone(service, "/case");
        await broken.Page.GetByRole(AriaRole.Heading, new() { Name = "链接不完整" }).WaitForAsync();
        await broken.Speak("English");
        await broken.Page.GetByText("ask whoever looks after you for a new link").WaitForAsync();
        await broken.MustBeSound();
    }

    /// <summary>The link as a dispatcher is shown it on the ticket's page.</summary>
    private async Task<string> LinkOf(string ticket)
    {
        await using var screen = await Screen.Open(service, $"/tickets/{ticket}", "demo-dispatcher");
        await screen.Speak("中文");
        await screen.Page.ClickAsync("[data-test='customer-link']");
        var shown = screen.Page.GetByRole(AriaRole.Textbox, new() { Name = "链接" });
        await shown.WaitForAsync();
        await screen.Page.GetByText("有效期至").WaitForAsync();
        // While the dialog fades in its colours are not those that anybody reads.
        await screen.Page.WaitForFunctionAsync("() => document.getAnimations().every(animation => animation.playState !== 'running')");
        await screen.MustBeSound();
        var address = await shown.InputValueAsync();
        Assert.StartsWith($"{service.Url}/case#dl_", address);
        return address;
    }
}
