using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Shared;

/// <summary>Somebody signed in who talks to the service, over restarts with the same token.</summary>
public sealed class ServiceClient : IDisposable
{
    private const string Key = "Idempotency-Key";

    private ServiceClient(Uri address, string token, TimeSpan patience)
    {
        Token = token;
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = address, Timeout = patience };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
    }

    /// <summary>The bearer token.</summary>
    public string Token { get; }

    /// <summary>The client underneath.</summary>
    public HttpClient Http { get; }

    /// <summary>Signs in as the demo's administrator and takes a bearer token.</summary>
    /// <param name="patience">How long it waits for an answer; five minutes unless said.</param>
    public static async Task<ServiceClient> SignIn(ServiceProcess service, TimeSpan? patience = null)
    {
        using var browser = new HttpClient { BaseAddress = service.Address };
        browser.DefaultRequestHeaders.Add("X-Dispatch", "1");
        using var signedIn = await browser.PostAsync("/api/session/demo", Json("""{"user":"demo-admin"}"""));
        signedIn.EnsureSuccessStatusCode();
        using var issued = await browser.PostAsync("/api/session/token", Json("{}"));
        issued.EnsureSuccessStatusCode();
        var token = JsonDocument.Parse(await issued.Content.ReadAsStringAsync()).RootElement.GetProperty("accessToken").GetString()!;
        return new(service.Address, token, patience ?? TimeSpan.FromMinutes(5));
    }

    /// <summary>Posts JSON under an idempotency key.</summary>
    public Task<HttpResponseMessage> Post(string path, string body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        if (key is not null)
            request.Headers.Add(Key, key);
        return Http.SendAsync(request);
    }

    /// <summary>Reads JSON.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Publishes a configuration document.</summary>
    public async Task Publish(string path, string body)
    {
        using var answer = await Http.PutAsync(path, Json(body));
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} was refused: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <inheritdoc />
    public void Dispose() => Http.Dispose();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
