using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Dispatch.Api.CommandLine;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Anywhere = "http://127.0.0.1:0";
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Leaks_of_a_morning_run_through_triage_and_visits_under_the_accelerated_clock()
    {
        using var stop = new CancellationTokenSource();
        var replaying = Replay(Morning(), stop.Token, "--speed", "600");
        await Until(replaying, "select count(*) from event where kind = 'engineer-departed.v1'");
        await stop.CancelAsync();
        Assert.Equal(0, await replaying);

        Assert.Equal(6, Ask<int>("select count(*) from ticket_row where kind = 'repair' and channel = 'phone'"));
        // At its own instant, or as much later as the machine was.
        Assert.InRange(Instant("select min(created_at) from ticket_row"), new(2017, 7, 14, 12, 1, 0, TimeSpan.Zero), new(2017, 7, 14, 20, 0, 0, TimeSpan.Zero));
        Assert.True(Ask<int>("select count(*) from event where kind = 'visit-accepted.v1'") >= 1);
    }

    [Fact]
    public async Task What_was_stopped_goes_on_where_it_stopped_and_takes_nothing_twice()
    {
        var port = FreePort();
        using var stop = new CancellationTokenSource();
        var replaying = Replay(ImportedSample.File("nyc-311-located"), stop.Token, "--speed", "60", "--urls", $"http://127.0.0.1:{port}");
        await Until(replaying, "select count(*) from ticket_row");
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        var session = await client.GetFromJsonAsync<JsonElement>("/api/session");
        Assert.Equal(60, session.GetProperty("clock").GetProperty("speed").GetDouble());
        Assert.StartsWith("2022-05-01", session.GetProperty("clock").GetProperty("at").GetString(), StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Equal(130, await replaying);
        var before = Ask<int>("select count(*) from ticket_row");
        var stopped = Instant("select max(at) from event");
        Assert.InRange(before, 1, 4);

        Assert.Equal(0, await Replay(ImportedSample.File("nyc-311-located"), "--speed", "3600", "--then", "exit"));

        Assert.Equal(5, Ask<int>("select count(*) from ticket_row"));
        Assert.Equal(5, Ask<int>("select count(distinct external_ref) from ticket_row"));
        Assert.True(Instant("select max(created_at) from ticket_row") > stopped);
    }

    [Fact]
    public async Task Another_file_needs_another_database_or_a_start_anew()
    {
        var sample = ImportedSample.File("nyc-311-located");
        Assert.Equal(0, await Replay(sample, "--speed", "3600", "--limit", "1", "--then", "exit"));
        Assert.Equal(2, await Replay(Morning(), "--speed", "3600", "--then", "exit"));

        Assert.Equal(0, await Replay(Morning(), "--speed", "3600", "--limit", "1", "--then", "exit", "--anew"));

        Assert.Equal(["baltimore-311/morning-1"], Many("select external_ref from ticket_row"));
    }

    [Theory]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "3601")]
    [InlineData("--speed", "fast")]
    [InlineData("--limit", "1.5")]
    [InlineData("--gather", "0")]
    [InlineData("--then", "sleep")]
    [InlineData("--urls", "localhost")]
    [InlineData("--map", "chicago")]
    [InlineData("--map", "baltimore-311")]
    public async Task A_wrong_option_is_refused_before_anything_is_made(string option, string value)
    {
        Assert.Equal(2, await Replay(ImportedSample.File("nyc-311-located"), option, value));
        Assert.False(File.Exists(folder.File("replay.db")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() => Assert.Equal(2, await Replay(folder.File("missing.csv")));

    [Fact]
    public async Task An_address_in_use_is_refused()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Assert.Equal(2, await Replay(ImportedSample.File("nyc-311-located"), "--urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}"));
    }

    [Fact]
    public async Task A_database_that_holds_other_data_is_left_alone()
    {
        var imported = folder.File("replay.db");
        File.Copy(await ImportedSample.Sqlite, imported);
        var head = Ask<long>("select max(seq) from event");

        Assert.Equal(2, await Replay(ImportedSample.File("nyc-311-located")));
        Assert.Equal(2, await Replay(ImportedSample.File("nyc-311-located"), "--anew"));
        Assert.Equal(head, Ask<long>("select max(seq) from event"));
    }

    [Fact]
    public async Task The_services_own_database_is_refused_even_while_there_is_none()
    {
        var own = folder.File("own.db");
        Environment.SetEnvironmentVariable("DISPATCH_DATA", own);
        try
        {
            Assert.Equal(2, await DispatchCommands.Run(["replay", ImportedSample.File("nyc-311-located"), "--data", own, "--urls", Anywhere]));
            Assert.False(File.Exists(own));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DISPATCH_DATA", null);
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Six leaks of one Friday morning: the sample's, under other references.</summary>
    private string Morning()
    {
        var lines = File.ReadAllLines(ImportedSample.File("baltimore-311"));
        var leak = lines.First(line => line.StartsWith("17-00425037,", StringComparison.Ordinal));
        var path = folder.File("morning.csv");
        File.WriteAllLines(path, [lines[0], .. Enumerable.Range(1, 6).Select(i =>
            leak.Replace("17-00425037", $"morning-{i}", StringComparison.Ordinal).Replace("07/15/2017 05:01:34 AM", $"07/14/2017 08:0{i}:00 AM", StringComparison.Ordinal))]);
        return path;
    }

    private Task<int> Replay(string file, params string[] more) => Replay(file, default, more);

    private Task<int> Replay(string file, CancellationToken cancellationToken, params string[] more) => DispatchCommands.Run(
        ["replay", file, "--data", folder.File("replay.db"), "--language", "en", .. more.Contains("--urls") ? [] : new[] { "--urls", Anywhere }, .. more], cancellationToken);

    /// <summary>Waits until a count is no longer zero.</summary>
    private async Task Until(Task<int> replaying, string count)
    {
        while (!File.Exists(folder.File("replay.db")) || Ask<int>("select count(*) from sqlite_master where name in ('ticket_row', 'event')") < 2 || Ask<int>(count) is 0)
        {
            if (replaying.IsCompleted)
                throw new InvalidOperationException($"The replay ended with {await replaying} too early.");
            await Task.Delay(50);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private DateTimeOffset Instant(string sql) => DateTimeOffset.FromUnixTimeMilliseconds(Ask<long>(sql));

    private T Ask<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("replay.db")};Pooling=false");
        return connection.ExecuteScalar<T>(sql)!;
    }

    private IEnumerable<string> Many(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("replay.db")};Pooling=false");
        return connection.Query<string>(sql);
    }
}
