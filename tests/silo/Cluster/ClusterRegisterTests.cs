using Dispatch.Silo.Cluster;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Npgsql;

namespace Dispatch.Tests.Silo.Cluster;

public sealed class ClusterRegisterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string? database = PostgresServer.IsInstalled ? PostgresServer.Shared.CreateDatabase() : null;

    [PostgresFact]
    public async Task The_first_cluster_to_ask_has_the_database_for_good()
    {
        using var journal = OpenedJournal.Open(new(database!), TimeProvider.System);
        var register = new ClusterRegister(journal.Postgres!, TimeProvider.System);
        Assert.Equal("east", await register.Claim("east", CancellationToken.None));
        Assert.Equal("east", await register.Claim("west", CancellationToken.None));
    }

    [PostgresFact]
    public async Task Who_says_so_takes_part_until_he_leaves_or_is_silent_for_a_while()
    {
        using var journal = OpenedJournal.Open(new(database!), TimeProvider.System);
        var register = new ClusterRegister(journal.Postgres!, TimeProvider.System);
        await register.Say(Member("a/1"), CancellationToken.None);
        await register.Say(Member("b/1"), CancellationToken.None);
        await register.Say(Member("b/1") with { FeedSeq = 12 }, CancellationToken.None);
        await register.Say(Member("c/1"), CancellationToken.None);
        await using (var silence = journal.Postgres!.CreateCommand($"update cluster_member set seen_at = seen_at - {ClusterRegister.Lifetime.TotalMilliseconds + 1} where name = 'c/1'"))
            await silence.ExecuteNonQueryAsync();

        Assert.Equal([("a/1", 0L), ("b/1", 12L)], (await register.Members(CancellationToken.None)).Select(member => (member.Name, member.FeedSeq)));

        await register.Leave("a/1", CancellationToken.None);
        Assert.Equal(["b/1"], (await register.Members(CancellationToken.None)).Select(member => member.Name));
    }

    [PostgresFact]
    public async Task The_skew_is_how_far_this_clock_is_ahead_of_the_servers()
    {
        using var journal = OpenedJournal.Open(new(database!), TimeProvider.System);
        var ahead = new AheadTime();
        ahead.Advance(TimeSpan.FromHours(1));
        var skew = await new ClusterRegister(journal.Postgres!, ahead).MeasureSkew(CancellationToken.None);
        Assert.InRange(skew, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [PostgresFact]
    public void A_wrong_connection_string_is_refused_in_words_that_hold_no_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(database) { Database = "nowhere", Password = "secret-4711" }.ToString();
        var refused = Assert.Throws<StartRefusedException>(() => OpenedJournal.Open(new(wrong), TimeProvider.System));
        Assert.Contains("nowhere", refused.Text.En);
        Assert.DoesNotContain("secret-4711", refused.Text.En + refused.Text.Zh);
    }

    [PostgresFact]
    public void A_database_that_a_newer_release_has_migrated_is_refused()
    {
        OpenedJournal.Open(new(database!), TimeProvider.System).Dispose();
        using (var source = NpgsqlDataSource.Create(database!))
        using (var newer = source.CreateCommand("insert into migration values (9999, '9999_future.sql')"))
            newer.ExecuteNonQuery();
        Assert.Contains("9999", Assert.Throws<StartRefusedException>(() => OpenedJournal.Open(new(database!), TimeProvider.System)).Text.En);
    }

    [PostgresFact]
    public async Task A_release_too_far_from_those_that_run_is_refused_before_it_migrates_anything()
    {
        using var running = OpenedJournal.Open(new(database!), TimeProvider.System);
        await new ClusterRegister(running.Postgres!, TimeProvider.System).Say(Member("old/1") with { Wire = ClusterAdmission.Wire + 2 }, CancellationToken.None);
        // The last migration is still to come, and would fail: its tables are there.
        await using (var pending = running.Postgres!.CreateCommand("delete from migration where number = (select max(number) from migration)"))
            await pending.ExecuteNonQueryAsync();
        Assert.Contains("Upgrade release by release", Assert.Throws<StartRefusedException>(() => OpenedJournal.Open(new(database!), TimeProvider.System)).Text.En);
    }

    [PostgresFact]
    public async Task Work_that_one_does_at_a_time_goes_on_with_the_next_when_the_first_is_done_or_dies()
    {
        using var one = OpenedJournal.Open(new(database!), TimeProvider.System);
        using var other = OpenedJournal.Open(new(database!), TimeProvider.System);
        var first = await new Turns(one).Take("work", TimeProvider.System, CancellationToken.None);
        var second = new Turns(other).Take("work", TimeProvider.System, CancellationToken.None);
        await using (await new Turns(other).Take("other work", TimeProvider.System, CancellationToken.None))
            Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    [PostgresFact]
    public async Task Who_loses_the_turn_stops_and_the_work_goes_on()
    {
        using var one = OpenedJournal.Open(new(database!), TimeProvider.System);
        using var other = OpenedJournal.Open(new(database!), TimeProvider.System);
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (begun, over, taken) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var first = new Turns(one).Keep("work", TimeProvider.System, token => Work(begun.Task.IsCompleted ? taken : begun, over, token), stopping.Token);
        await begun.Task.WaitAsync(stopping.Token);
        var second = new Turns(other).Keep("work", TimeProvider.System, token => Work(taken, new(), token), stopping.Token);

        await using (var cut = other.Postgres!.CreateCommand("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())"))
            await cut.ExecuteNonQueryAsync();

        await over.Task.WaitAsync(stopping.Token);
        // By whoever asks first: the other one, or the same again.
        await taken.Task.WaitAsync(stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        static async Task Work(TaskCompletionSource begun, TaskCompletionSource over, CancellationToken token)
        {
            begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                over.TrySetResult();
            }
        }
    }

    private static ClusterMember Member(string name) => new(
        name, "Orleans", ClusterRole.Silo, "1.0.0", Wire: 1, "http://127.0.0.1:8080", Noon, Noon, TimeSpan.Zero, FeedSeq: 0);
}
