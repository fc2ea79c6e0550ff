using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Shared;

/// <summary>An HTTP server that answers as it is told.</summary>
public sealed class OtherSystem : IDisposable
{
    private readonly HttpListener listener = new();

    public OtherSystem()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Url);
        listener.Start();
    }

    public string Url { get; }

    public int Calls { get; private set; }

    /// <summary>Takes one call.</summary>
    public async Task<(Dictionary<string, string?> Headers, string Body)> Answer(int status)
    {
        var context = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Calls++;
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.AllKeys.ToDictionary(name => name!, name => context.Request.Headers[name]);
        headers["method"] = context.Request.HttpMethod;
        context.Response.StatusCode = status;
        context.Response.RedirectLocation = Url + "elsewhere";
        context.Response.Close();
        return (headers, body);
    }

    public void Dispose() => listener.Close();
}
