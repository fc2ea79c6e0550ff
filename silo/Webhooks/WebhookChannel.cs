using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Grains;
using Dispatch.Silo.Outbox;
using Dispatch.Webhooks;

namespace Dispatch.Silo.Webhooks;

/// <summary>Tells other systems by signed HTTP POST: the channel of webhooks.</summary>
public sealed class WebhookChannel(IConfigurationSource configuration, HttpClient client, WebhookSettings settings, TimeProvider time) : IOutboxChannel
{
    /// <summary>Header that names the message: the same each time it is sent.</summary>
    public const string IdHeader = "Idempotency-Key";

    /// <summary>Header that proves who sent it: <c>t=</c> seconds since 1970, <c>v1=</c> hex HMAC-SHA256 of <c>{t}.{id}.{body}</c>.</summary>
    public const string SignatureHeader = "Dispatch-Signature";

    /// <summary>One that fails is left alone for a while, so that a storm waits for it once and holds up no other.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string Name => WebhookCall.Channel;

    /// <inheritdoc />
    public int AtOnce => 20;

    /// <inheritdoc />
    public async Task<Delivery> Send(DueMessage message, CancellationToken cancellationToken)
    {
        var id = JsonSerializer.Deserialize<WebhookCall>(message.Body.Span, DispatchJson.Stored)!.Webhook;
        if (resting.TryGetValue(id, out var until) && until > time.Now())
            return Delivery.NotBefore(until);
        var webhook = configuration.Current.Current(WebhookKind.Instance, id)?.Value ?? throw new InvalidOperationException($"No webhook {id} is published.");
        var secret = settings.Secret(webhook.Secret) ?? throw new InvalidOperationException($"The secret {webhook.Secret} of webhook {id} is not set in this process.");
        try
        {
            using var request = Request(webhook.Url, message, secret);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
        catch
        {
            resting[id] = time.Now() + time.WhileMachineWaits(Rest);
            throw;
        }
        resting.TryRemove(id, out _);
        return Delivery.Sent;
    }

    private HttpRequestMessage Request(string url, DueMessage message, string secret)
    {
        var at = time.Now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{at}.{message.Id}."), .. message.Body.Span];
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(message.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add(IdHeader, message.Id);
        request.Headers.Add(SignatureHeader, $"t={at},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Dispatch", null));
        return request;
    }
}
