using System.Text.Json;
using Dispatch.Access;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Api.Races;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Cluster;

/// <summary>What one process tells of itself, and on PostgreSQL of others.</summary>
[Collection(DemoCompany.Name)]
public sealed class GetClusterTests(DemoHost host)
{
    [Fact]
    public async Task The_one_process_of_a_file_runs_all_grains_and_the_whole_clock()
    {
        var cluster = await Read(host);

        var self = Assert.Single(cluster.GetProperty("members").EnumerateArray());
        var name = self.Text("name")!;
        Assert.Equal((ClusterMember.OwnName, "both", false), (name, self.Text("role"), self.GetProperty("lost").GetBoolean()));
        Assert.Equal((GrainEngine.Name, "dispatch"), (cluster.Text("engine"), cluster.Text("id")));
        Assert.Equal([("all", name)], cluster.GetProperty("clock").EnumerateArray().Select(share => (share.Text("id")!, share.Text("silo")!)));
        Assert.Contains(cluster.GetProperty("grains").EnumerateArray(), grain =>
            grain.Text("type") is "TeamGrain" && grain.Text("silo") == name && grain.GetProperty("count").GetInt32() > 0);
        Assert.True(cluster.GetProperty("head").GetInt64() > 0);
        Assert.InRange(self.GetProperty("followedTo").GetInt64(), 1, cluster.GetProperty("head").GetInt64());
    }

    [Fact]
    public async Task Gauges_tell_the_same_in_the_Prometheus_format()
    {
        var (admin, text) = (await host.As(Role.Admin), "");
        // They are looked at for the first time while the host starts.
        while (!text.Contains("dispatch_cluster_members", StringComparison.Ordinal))
            text = await admin.GetStringAsync("/metrics");
        Assert.Contains("# TYPE dispatch_journal_head gauge", text);
        Assert.Matches("""dispatch_cluster_members\{role="both"\} 1""", text);
        Assert.Matches("""dispatch_cluster_members\{role="silo"\} 0""", text);
        Assert.Contains("dispatch_feed_lag ", text);
        Assert.Contains("dispatch_outbox_waiting ", text);
        Assert.Contains("dispatch_cluster_clock_skew_seconds ", text);
        Assert.Matches("""dispatch_grains_activations\{type="TeamGrain"\} [0-9]""", text);
    }

    [PostgresFact]
    public async Task A_process_that_fell_silent_is_listed_and_said_in_the_callers_language()
    {
        using var folder = new TemporaryFolder();
        await using var shared = new RaceHost(PostgresServer.Shared.CreateDatabase(), folder);
        var admin = await shared.As(Role.Admin);
        await using (var died = shared.Services.GetRequiredService<OpenedJournal>().Postgres!.CreateCommand(
            $"insert into cluster_member select 'died/1', engine, role, version, wire, address, started_at, seen_at - {ClusterRegister.Lifetime.TotalMilliseconds + 60_000}, 0, 3 from cluster_member"))
            await died.ExecuteNonQueryAsync();

        var cluster = await Read(admin);
        var lost = Assert.Single(cluster.GetProperty("members").EnumerateArray(), member => member.GetProperty("lost").GetBoolean());
        Assert.Equal(("died/1", 3), (lost.Text("name"), lost.GetProperty("followedTo").GetInt64()));
        Assert.Contains(Findings(cluster), finding => finding.Text("text")!.StartsWith("died/1 (Both) has not been heard of since", StringComparison.Ordinal));

        admin.DefaultRequestHeaders.AcceptLanguage.Clear();
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        Assert.Contains(Findings(await Read(admin)), finding => finding.Text("text")!.Contains("没有正常退出", StringComparison.Ordinal) && finding.Text("level") is "warn");
    }

    private static IEnumerable<JsonElement> Findings(JsonElement cluster) => cluster.GetProperty("findings").EnumerateArray();

    private static async Task<JsonElement> Read(ApiHost host) => await Read(await host.As(Role.Admin));

    private static async Task<JsonElement> Read(HttpClient client)
    {
        var answer = await client.GetAsync("/api/cluster");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }
}
