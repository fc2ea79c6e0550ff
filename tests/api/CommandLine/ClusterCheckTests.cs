using Dapper;
using Dispatch.Api.CommandLine.Diagnosis;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Dispatch.Tests.Api.CommandLine;

/// <summary>What <c>doctor</c> reads from the register of processes.</summary>
public sealed class ClusterCheckTests
{
    private readonly string? database = PostgresServer.IsInstalled ? PostgresServer.Shared.CreateDatabase() : null;

    public ClusterCheckTests()
    {
        if (database is not null)
            OpenedJournal.Open(new(database), TimeProvider.System).Dispose();
    }

    [PostgresFact]
    public async Task Processes_that_are_alike_and_heard_of_are_nothing_to_speak_of()
    {
        await Member("a/1");
        await Member("b/1");
        Assert.Empty(await Findings());
    }

    [PostgresFact]
    public async Task A_database_that_no_process_uses_is_nothing_to_speak_of() => Assert.Empty(await Findings());

    [PostgresFact]
    public async Task A_process_that_fell_silent_is_named_with_its_remedy()
    {
        await Member("a/1", silentMs: 3_600_000);
        await Hint("a/1 (Api) has not been heard of since");
    }

    [PostgresFact]
    public async Task A_clock_near_the_bound_is_a_hint_and_one_beyond_it_a_fault()
    {
        await Member("a/1", skewMs: 1_600);
        await Hint("a/1 is 1.6 s off");
        await Member("b/1", skewMs: -2_100);
        Assert.Contains(await Findings(), finding => finding.Gravity is Gravity.Fault && finding.What.En.Contains("b/1 is -2.1 s off", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Versions_that_run_side_by_side_are_named()
    {
        await Member("a/1", version: "1.0.0");
        await Member("b/1", version: "1.1.0");
        await Hint("1.0.0 (a/1); 1.1.0 (b/1)");
    }

    [PostgresFact]
    public async Task Two_engines_on_one_database_are_a_fault()
    {
        await Member("a/1");
        await Member("b/1", engine: "Other");
        var found = await Findings();
        Assert.Contains(found, finding => finding.Gravity is Gravity.Fault && finding.What.En.Contains("Two engines", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.What.En.Contains("b/1 runs on the Other engine", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_silo_that_Orleans_takes_for_alive_and_that_is_not_is_named()
    {
        await Silo("a/1", "now()");
        await Silo("b/1", "now() - interval '1 hour'");
        await Hint("Orleans still lists b/1");
    }

    [PostgresFact]
    public async Task A_silo_that_the_others_do_not_count_among_them_is_named()
    {
        await Silo("a/1", "now()");
        await Member("a/1", engine: "Orleans", role: "Silo");
        await Member("b/1", engine: "Orleans", role: "Silo");
        Assert.Equal(["b/1"], (await Findings()).Where(finding => finding.What.En.Contains("do not take it for one", StringComparison.Ordinal)).Select(finding => finding.What.En[..3]));
    }

    [PostgresFact]
    public async Task A_database_of_another_cluster_is_told_with_its_name()
    {
        await Execute("insert into cluster (id) values ('east')");
        await Hint("belongs to the cluster \"east\"");
    }

    private async Task Hint(string expected)
    {
        var found = Assert.Single(await Findings());
        Assert.Equal(Gravity.Hint, found.Gravity);
        Assert.Contains(expected, found.What.En, StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", found.What.Zh);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", found.Remedy.Zh);
        Assert.NotEmpty(found.Remedy.En);
    }

    private async Task<IReadOnlyList<Finding>> Findings()
    {
        var options = DispatchOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("data", database)]).Build());
        await using var patient = await Patient.Open(options, TimeProvider.System.GetUtcNow(), default);
        return await patient.Examine(Check.All.Single(check => check.Name.En == "Cluster"), default);
    }

    private Task Member(string name, string? engine = null, string role = "Api", string version = "1.0.0", long skewMs = 0, long silentMs = 0) => Execute(
        $"""
        insert into cluster_member values ('{name}', '{engine ?? GrainEngine.Name}', '{role}', '{version}', 1, '', 0,
            (extract(epoch from clock_timestamp()) * 1000)::bigint - {silentMs}, {skewMs}, 0)
        """);

    private Task Silo(string name, string alive) => Execute(
        $"""
        insert into OrleansMembershipVersionTable (DeploymentId) values ('dispatch') on conflict do nothing;
        insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, StartTime, IAmAliveTime)
        values ('dispatch', '127.0.0.1', {11_111 + name[0]}, 1, '{name}', 'host', 3, now(), {alive})
        """);

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(sql);
    }
}
