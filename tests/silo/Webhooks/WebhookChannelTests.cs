using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Outbox;
using Dispatch.Silo.Webhooks;
using Dispatch.Tests.Shared;
using Dispatch.Webhooks;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Webhooks;

/// <summary>What another system gets, and what becomes of it when it does not take it.</summary>
public sealed class WebhookChannelTests : IDisposable, IConfigurationSource
{
    private static readonly WebhookCall Call = new("partner", "sla-escalated.v1", "t1", "D-1", "resolution", 2, Noon) { DueAt = Noon.AddHours(-1) };
    private readonly VirtualTime time = new(Noon);
    private readonly WebhookSettings settings = new() { Secret = name => name is "shared" ? "Zq8" : null };
    private readonly OtherSystem partner = new();
    private readonly WebhookChannel channel;

    public WebhookChannelTests()
    {
        Current = Current.With(Document("partner", partner.Url, "shared")).With(Document("unsigned", partner.Url, "nowhere"));
        channel = new(this, WebhookClient.Create(settings), settings, time);
    }

    public ConfigurationSnapshot Current { get; } = ConfigurationSnapshot.Of(WebhookKind.Instance);

    Task IConfigurationSource.CatchUp() => Task.CompletedTask;

    public void Dispose() => partner.Dispose();

    [Fact]
    public async Task A_call_is_signed_names_its_message_and_says_what_happened()
    {
        var answered = partner.Answer(204);
        Assert.Equal(Delivery.Sent, await channel.Send(Message(Call), default));

        var (headers, body) = await answered;
        Assert.Equal(("POST", "ticket/t1@7/webhook/partner", "application/json"), (headers["method"], headers["Idempotency-Key"], headers["Content-Type"]));
        Assert.Equal(
            """{"webhook":"partner","kind":"sla-escalated.v1","ticket":"t1","number":"D-1","clock":"resolution","level":2,"at":"2026-03-02T12:00:00.000Z","dueAt":"2026-03-02T11:00:00.000Z"}""",
            body);
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData("Zq8"u8, Encoding.UTF8.GetBytes($"1772452800.ticket/t1@7/webhook/partner.{body}")));
        Assert.Equal($"t=1772452800,v1={proof}", headers["Dispatch-Signature"]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task What_is_not_taken_has_failed_and_is_followed_nowhere(int status)
    {
        var answered = partner.Answer(status);
        await Assert.ThrowsAsync<HttpRequestException>(() => channel.Send(Message(Call), default));
        await answered;
        Assert.Equal(1, partner.Calls);
    }

    [Fact]
    public async Task One_that_failed_is_left_alone_for_half_a_minute()
    {
        var refused = partner.Answer(500);
        await Assert.ThrowsAsync<HttpRequestException>(() => channel.Send(Message(Call), default));
        await refused;
        Assert.Equal(Delivery.NotBefore(Noon.AddSeconds(30)), await channel.Send(Message(Call), default));

        time.Advance(TimeSpan.FromSeconds(30));
        var taken = partner.Answer(200);
        Assert.Equal(Delivery.Sent, await channel.Send(Message(Call), default));
        await taken;
    }

    [Fact]
    public async Task Without_its_secret_or_its_document_nothing_is_sent()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => channel.Send(Message(Call with { Webhook = "unsigned" }), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => channel.Send(Message(Call with { Webhook = "nobody" }), default));
        Assert.Equal(0, partner.Calls);
    }

    [Theory]
    [InlineData("partner.example", "203.0.113.7", true)]
    [InlineData("partner.example", "10.1.2.3", false)]
    [InlineData("partner.example", "172.31.0.1", false)]
    [InlineData("partner.example", "192.168.0.1", false)]
    [InlineData("partner.example", "169.254.169.254", false)]
    [InlineData("partner.example", "127.0.0.1", false)]
    [InlineData("partner.example", "::ffff:10.1.2.3", false)]
    [InlineData("partner.example", "fd00::1", false)]
    [InlineData("partner.example", "2001:db8::1", true)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("localhost", "10.1.2.3", false)]
    [InlineData("erp.internal", "10.1.2.3", true)]
    public void Addresses_inside_are_called_only_by_hosts_that_are_allowed(string host, string address, bool reached) => Assert.Equal(
        reached, WebhookClient.IsReachable(new() { InsideHosts = new HashSet<string> { "erp.internal" } }, host, IPAddress.Parse(address)));

    [Fact]
    public void A_secret_is_a_setting_of_the_process()
    {
        Environment.SetEnvironmentVariable("DISPATCH_WEBHOOK_SECRET_TEST_ONE", "Zq8");
        Assert.Equal(("Zq8", null), (new WebhookSettings().Secret("test-one"), new WebhookSettings().Secret("test-two")));
    }

    private static DueMessage Message(WebhookCall call) =>
        new("ticket/t1@7/webhook/partner", "ticket/t1", "webhook", 0, JsonSerializer.SerializeToUtf8Bytes(call, DispatchJson.Stored));

    private static ConfigurationDocument Document(string id, string url, string secret) =>
        new("webhook", id, 1, JsonBody.Of(new Webhook(id, new("合作方", "Partner"), url, secret)));
}
