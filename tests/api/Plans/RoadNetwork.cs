using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Api.Plans;

/// <summary>A stand-in for OSRM's table service: a way takes so many seconds for each thousandth of a degree of longitude, and there is none across a meridian.</summary>
public sealed class RoadNetwork : IDisposable
{
    /// <summary>No way crosses it.</summary>
    public const double Gulf = 130;

    private readonly HttpListener listener = new();

    public RoadNetwork()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Url);
        listener.Start();
        _ = Serve();
    }

    public string Url { get; }

    /// <summary>Seconds for each thousandth of a degree.</summary>
    public double Slowness { get; set; } = 60;

    /// <summary>What it answers instead of a table.</summary>
    public (int Status, string Body)? Broken { get; set; }

    /// <summary>Path and query of everything that was asked.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                lock (Asked)
                    Asked.Add(context.Request.RawUrl!);
                var (status, body) = Broken ?? (200, Table(context.Request));
                context.Response.StatusCode = status;
                context.Response.RedirectLocation = Url + "elsewhere";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private string Table(HttpListenerRequest request)
    {
        var longitudes = request.Url!.AbsolutePath["/table/v1/driving/".Length..].Split(';').Select(pair => Number(pair.Split(',')[0])).ToArray();
        var query = request.QueryString;
        var rows = Indices(query["sources"]!).Select(from => Indices(query["destinations"]!).Select(to => Seconds(longitudes[from], longitudes[to])).ToArray()).ToArray();
        return JsonSerializer.Serialize(new { code = "Ok", durations = rows });
    }

    private double? Seconds(double from, double to) => from < Gulf == to < Gulf ? Math.Round(Math.Abs(from - to) * 1_000 * Slowness, 1) : null;

    private static int[] Indices(string list) => [.. list.Split(';').Select(each => int.Parse(each, CultureInfo.InvariantCulture))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
