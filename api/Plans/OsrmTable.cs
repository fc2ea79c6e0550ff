using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Dispatch.Api.Plans;

/// <summary>Asks a routing service how long ways take by car.</summary>
/// <remarks>
/// The table service of OSRM: <c>GET {base}/table/v1/driving/{lon,lat;…}?annotations=duration&amp;sources=…&amp;destinations=…</c>, seconds, null where there is no
/// way (project-osrm.org/docs/v5.24.0/api/#table-service). A request has at most a hundred places, the most that it takes as it is shipped.
/// </remarks>
public sealed class OsrmTable
{
    /// <summary>Places on each side of one request.</summary>
    public const int Side = 50;

    private const int AtOnce = 4;
    private const int MostBytes = 1 << 20;
    private readonly string address;
    private readonly HttpClient client;

    /// <param name="address">Where the service is, <c>http://host:port</c> with or without a path.</param>
    /// <param name="patience">For each answer.</param>
    public OsrmTable(Uri address, TimeSpan patience)
    {
        this.address = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        {
            Timeout = patience,
            MaxResponseContentBufferSize = MostBytes,
        };
    }

    /// <summary>How long it waits for an answer when nothing else is said.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The address in a text, if it is one that can be asked.</summary>
    public static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query is "" && uri.Fragment is "" && uri.UserInfo is "" ? uri : null;

    /// <summary>Seconds from each place to each other; infinity where there is no way, 0 from a place to itself.</summary>
    /// <exception cref="TravelUnavailableException">It did not answer, or not as it should.</exception>
    public async Task<double[][]> Seconds(IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        var seconds = places.Select(_ => new double[places.Count]).ToArray();
        var blocks =
            from fromBlock in places.Index().Chunk(Side)
            from toBlock in places.Index().Chunk(Side)
            select (From: fromBlock, To: toBlock);
        await Parallel.ForEachAsync(blocks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (block, stop) =>
        {
            var durations = await Ask([.. block.From.Select(each => each.Item)], [.. block.To.Select(each => each.Item)], stop);
            foreach (var (row, from) in block.From.Index())
            {
                foreach (var (column, to) in block.To.Index())
                    seconds[from.Index][to.Index] = from.Index == to.Index ? 0 : durations[row][column] ?? double.PositiveInfinity;
            }
        });
        return seconds;
    }

    private async Task<double?[][]> Ask(Place[] from, Place[] to, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(Address(from, to), cancellationToken);
            if (answer.StatusCode is not HttpStatusCode.OK)
                throw new TravelUnavailableException($"The routing service answered {(int)answer.StatusCode}.");
            return Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken), from.Length, to.Length);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TravelUnavailableException($"The routing service did not answer: {fault.Message}", fault);
        }
    }

    // The places of both sides one after the other, so that the same request serves every pair of blocks.
    private Uri Address(Place[] from, Place[] to)
    {
        var coordinates = string.Join(';', from.Concat(to).Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Longitude:0.######},{place.Latitude:0.######}")));
        return new($"{address}/table/v1/driving/{coordinates}?annotations=duration&sources={Numbers(0, from.Length)}&destinations={Numbers(from.Length, to.Length)}");
    }

    private static string Numbers(int first, int count) => string.Join(';', Enumerable.Range(first, count));

    private static double?[][] Read(byte[] json, int rows, int columns)
    {
        var table = JsonSerializer.Deserialize<Table>(json, JsonSerializerOptions.Web);
        if (table is not { Code: "Ok", Durations: { } durations } || durations.Length != rows
            || durations.Any(row => row?.Length != columns || row.Any(each => each is < 0)))
            throw new TravelUnavailableException($"The routing service's answer is no table of {rows} by {columns}{(table?.Code is { } code ? $": {code}" : "")}.");
        return durations;
    }

    private sealed record Table(string? Code, double?[][]? Durations);
}
