using Dapper;
using Dispatch.Api.CommandLine;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Moving;
using Dispatch.Tests.Shared;
using Npgsql;

namespace Dispatch.Tests.Api.CommandLine;

[Collection(RunAlone.Name)]
public sealed class MigrateCommandTests
{
    [PostgresFact]
    public async Task A_moved_database_holds_the_same_and_the_doctor_finds_nothing()
    {
        using var sample = await MoveSample.Create();

        Assert.Equal(0, await sample.Migrate());
        await sample.AssertSame();
        Assert.Equal(0, await DispatchCommands.Run(["doctor", "--all", "--data", sample.Target]));
    }

    [PostgresFact]
    public async Task Nothing_of_the_file_is_left_behind_but_its_search_index()
    {
        using var sample = await MoveSample.Create();
        await using var move = await DatabaseMove.Begin(sample.File, sample.Target, TimeProvider.System, default);
        var moved = (await move.Copy(_ => { }, default)).Tables.Select(table => table.Table);

        var tables = await new Ledger(sample.File).Query<string>("select name from sqlite_schema where type = 'table' and name not like 'search%' and name not like 'sqlite%'");
        Assert.Equal(["migration", "move"], tables.Except(moved).Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task An_interrupted_move_goes_on_where_it_stopped()
    {
        using var sample = await MoveSample.Create();
        using var interrupted = new CancellationTokenSource();
        await using (var move = await DatabaseMove.Begin(sample.File, sample.Target, TimeProvider.System, default))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => move.Copy(seen =>
            {
                if (seen is { Table: "content", Done: > 0 })
                    interrupted.Cancel();
            }, interrupted.Token));
        }
        var copied = Assert.Single(await new Ledger(sample.Target).Query<long>("select count(*) from content"));
        Assert.InRange(copied, 1, MoveSample.Texts - 1);

        await using (var move = await DatabaseMove.Begin(sample.File, sample.Target, TimeProvider.System, default))
        {
            var content = Assert.Single((await move.Copy(_ => { }, default)).Tables, table => table.Table == "content");
            Assert.Equal(content.Rows - copied, content.Written);
        }
        Assert.Equal(0, await sample.Migrate());
        await sample.AssertSame();
    }

    [PostgresFact]
    public async Task Beside_a_running_service_it_copies_what_is_there_and_ends_when_the_service_has_stopped()
    {
        using var sample = await MoveSample.Create();
        using (sample.Serve())
        {
            Assert.Equal(MigrateCommand.StillRuns, await sample.Migrate());
            Assert.Throws<StartRefusedException>(() => OpenedJournal.Open(new(sample.Target), TimeProvider.System));
            OpenedJournal.Open(new($"Data Source={sample.File}"), TimeProvider.System).Dispose();
        }
        Assert.Equal(0, await sample.Migrate());
        OpenedJournal.Open(new(sample.Target), TimeProvider.System).Dispose();
    }

    [PostgresFact]
    public async Task What_was_changed_added_and_deleted_between_two_runs_arrives()
    {
        using var sample = await MoveSample.Create();
        using (sample.Serve())
            await sample.Migrate();
        sample.Change("""
            update ticket_row set breached = 1 - breached, latitude = -0.5 where id = (select min(id) from ticket_row);
            update notice set read_at = 9 where id = 7;
            delete from content where id in ('zz-000001', 'zz-007000', 'zz-012000');
            insert into content (id, kind, body) values ('aa-first', 'text', ''), ('zzz-last', 'text', '新');
            delete from outbox;
            update number_series set next = next + 500;
            """);

        Assert.Equal(0, await sample.Migrate());
        await sample.AssertSame();
    }

    [PostgresTheory]
    [InlineData("update event set body = body || ' ' where seq = 2")]
    [InlineData("update ticket_row set breached = not breached where id = (select max(id) from ticket_row)")]
    [InlineData("update ticket_row set id = 'zzzz' where id = (select min(id) from ticket_row)")]
    [InlineData("delete from content where id = 'zz-006000'")]
    [InlineData("update content set id = 'zz-006000-' || id where id = 'zz-000500'")]
    [InlineData("insert into waiting_step values ('zz', 's1', 'desk', '', 0)")]
    [InlineData("update entity set wake_at = 1 where id = (select max(id) from entity)")]
    public async Task A_row_of_the_target_that_somebody_changed_is_found_and_healed(string damage)
    {
        using var sample = await MoveSample.Create();
        await using (var move = await DatabaseMove.Begin(sample.File, sample.Target, TimeProvider.System, default))
        {
            await move.Copy(_ => { }, default);
            await sample.Tamper(damage);
            var verified = await move.Verify(_ => { }, default);
            Assert.Single(verified.Tables, table => !table.IsEqual);
            await Assert.ThrowsAsync<MoveRefusedException>(() => move.Complete(verified));
        }

        Assert.Equal(0, await sample.Migrate());
        await sample.AssertSame();
    }

    [PostgresFact]
    public async Task A_file_that_is_written_to_during_the_verification_has_not_moved()
    {
        using var sample = await MoveSample.Create();
        await using var move = await DatabaseMove.Begin(sample.File, sample.Target, TimeProvider.System, default);
        await move.Copy(_ => { }, default);
        var verified = await move.Verify(_ => { }, default);
        sample.Change("insert into event select seq + 1, 'x/1', 1, kind, at, org, actor, null, null, null, null, body from event order by seq desc limit 1");

        await Assert.ThrowsAsync<MoveRefusedException>(() => move.Complete(verified));
        OpenedJournal.Open(new($"Data Source={sample.File}"), TimeProvider.System).Dispose();
        Assert.Throws<StartRefusedException>(() => OpenedJournal.Open(new(sample.Target), TimeProvider.System));
    }

    [PostgresFact]
    public async Task A_run_that_died_after_the_file_was_marked_is_ended_by_the_next()
    {
        using var sample = await MoveSample.Create();
        Assert.Equal(0, await sample.Migrate());
        await sample.Tamper("update move set completed_at = null");

        Assert.Equal(0, await sample.Migrate());
        OpenedJournal.Open(new(sample.Target), TimeProvider.System).Dispose();
    }

    [PostgresFact]
    public async Task Events_beyond_the_first_partition_find_theirs()
    {
        using var sample = await MoveSample.Create();
        sample.Change("update event set seq = seq + 12000000 where seq > 5");

        Assert.Equal(0, await sample.Migrate());
        await sample.AssertSame();
        await using var connection = new NpgsqlConnection(sample.Target);
        Assert.Equal(15_000_001, await connection.ExecuteScalarAsync<long>("select partitioned_to from journal_head"));
    }

    [PostgresFact]
    public async Task Files_and_keys_are_copied_only_where_they_are_asked_for()
    {
        using var sample = await MoveSample.Create();
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory($"{sample.File}.files/ab");
        File.WriteAllText($"{sample.File}.files/ab/photo", "picture");
        Directory.CreateDirectory($"{sample.File}.keys");
        File.WriteAllText($"{sample.File}.keys/key.xml", "secret");

        Assert.Equal(0, await sample.Migrate("--to-files", folder.File("files")));
        Assert.Equal("picture", File.ReadAllText(folder.File("files/ab/photo")));
        Assert.False(Directory.Exists(folder.File("keys")));
    }
}
