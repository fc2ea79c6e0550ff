using Dispatch.Silo.Cluster;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Npgsql;

namespace Dispatch.Tests.Cluster;

/// <summary>A process that may not join ends by itself, with code 2 and a reason, and is never half in.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly ClusterProcesses cluster = new(silos: 1, apis: 0);

    public void Dispose() => cluster.Dispose();

    [PostgresFact]
    public async Task A_silo_of_another_cluster_is_told_whose_database_it_is()
    {
        await cluster.Start();
        using var stranger = cluster.Silo("--cluster", "other");
        stranger.Launch();

        Assert.Equal(2, await stranger.WaitUntilEnded());
        Assert.Contains("--cluster dispatch", stranger.Output);
        Assert.Single(await Members());
    }

    [PostgresFact]
    public async Task A_silo_more_than_one_release_away_from_the_others_is_told_to_upgrade_step_by_step()
    {
        await cluster.Start();
        await Register(far => far with { Name = "elsewhere/1", Wire = ClusterAdmission.Wire + 2 });
        using var old = cluster.Silo();
        old.Launch();

        Assert.Equal(2, await old.WaitUntilEnded());
        Assert.Contains("Upgrade release by release", old.Output);
        Assert.Equal(2, (await Members()).Count);
    }

    [PostgresFact]
    public async Task A_wrong_connection_string_ends_in_words_without_the_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(cluster.Data) { Database = "nowhere", Password = "secret-4711" }.ToString();
        using var silo = cluster.Silo("--data", wrong);
        silo.Launch();

        Assert.Equal(2, await silo.WaitUntilEnded());
        Assert.Contains("nowhere", silo.Output);
        Assert.DoesNotContain("secret-4711", silo.Output);
    }

    private async Task<IReadOnlyList<ClusterMember>> Members()
    {
        using var opened = OpenedJournal.Open(new(cluster.Data), TimeProvider.System);
        return await new ClusterRegister(opened.Postgres!, TimeProvider.System).Members(CancellationToken.None);
    }

    private async Task Register(Func<ClusterMember, ClusterMember> with)
    {
        using var opened = OpenedJournal.Open(new(cluster.Data), TimeProvider.System);
        var register = new ClusterRegister(opened.Postgres!, TimeProvider.System);
        await register.Say(with((await register.Members(CancellationToken.None))[0]), CancellationToken.None);
    }
}
