using Dispatch.Api.CommandLine;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

[Collection(RunAlone.Name)]
public sealed class MigrateRefusalTests
{
    private static readonly string Nobody = "Host=127.0.0.1;Port=1;Username=postgres;Database=x;Timeout=5";

    [PostgresFact]
    public async Task A_target_with_anything_else_in_it_is_left_alone()
    {
        using var sample = await MoveSample.Create();
        await sample.Tamper("create table precious (n integer); insert into precious values (1)");

        Assert.Equal(2, await sample.Migrate());
        Assert.Equal(["precious"], await new Ledger(sample.Target).Query<string>("select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"));
    }

    [PostgresFact]
    public async Task A_target_that_another_company_uses_is_left_alone()
    {
        using var sample = await MoveSample.Create();
        using (var other = OpenedJournal.Open(new(sample.Target), TimeProvider.System))
            await other.Journal.Append(new("x/1", "x", "company", 0, [new("x.v1", DateTimeOffset.UnixEpoch, "{}"u8.ToArray())], "{}"u8.ToArray(), 1, null));

        Assert.Equal(2, await sample.Migrate());
        Assert.Equal(["x/1"], await new Ledger(sample.Target).Query<string>("select id from entity"));
    }

    [PostgresFact]
    public async Task A_target_into_which_another_file_moves_is_left_alone()
    {
        using var sample = await MoveSample.Create();
        using var other = await MoveSample.Create();
        using (other.Serve())
            await other.Migrate();

        Assert.Equal(2, await DispatchCommands.Run(["migrate", "--data", sample.File, "--to", other.Target]));
        Assert.Equal(0, await other.Migrate());
    }

    [PostgresFact]
    public async Task A_target_that_is_migrated_but_empty_is_taken()
    {
        using var sample = await MoveSample.Create();
        OpenedJournal.Open(new(sample.Target), TimeProvider.System).Dispose();

        Assert.Equal(0, await sample.Migrate());
    }

    [PostgresFact]
    public async Task A_target_of_a_newer_program_is_refused()
    {
        using var sample = await MoveSample.Create();
        using (sample.Serve())
            await sample.Migrate();
        await sample.Tamper("insert into migration values (9999, 'from the future')");

        Assert.Equal(2, await sample.Migrate());
    }

    [PostgresFact]
    public async Task A_move_that_is_complete_never_writes_again()
    {
        using var sample = await MoveSample.Create();
        Assert.Equal(0, await sample.Migrate());
        await sample.Tamper("update ticket_row set status = 'reopened'");

        Assert.Equal(2, await sample.Migrate());
        Assert.All(await new Ledger(sample.Target).Query<string>("select status from ticket_row"), status => Assert.Equal("reopened", status));
    }

    [PostgresFact]
    public async Task A_moved_file_names_where_it_went_without_password_until_it_is_released()
    {
        using var sample = await MoveSample.Create();
        Assert.Equal(0, await DispatchCommands.Run(["migrate", "--data", sample.File, "--to", $"{sample.Target};Password=geheim"]));

        var refused = Assert.Throws<StartRefusedException>(() => OpenedJournal.Open(new($"Data Source={sample.File}"), TimeProvider.System));
        foreach (var text in new[] { refused.Text.Zh, refused.Text.En })
        {
            Assert.Contains($"PostgreSQL 127.0.0.1:{PostgresServer.Shared.Port}/dispatch_", text, StringComparison.Ordinal);
            Assert.Contains("migrate --release", text, StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("geheim", Assert.Single(await new Ledger(sample.File).Query<string>("select place from move")), StringComparison.Ordinal);
        Assert.Equal(2, await DispatchCommands.Run(["migrate", "--data", sample.File, "--to", PostgresServer.Shared.CreateDatabase()]));

        Assert.Equal(0, await DispatchCommands.Run(["migrate", "--release", "--data", sample.File]));
        OpenedJournal.Open(new($"Data Source={sample.File}"), TimeProvider.System).Dispose();
        Assert.Equal(2, await DispatchCommands.Run(["migrate", "--release", "--data", sample.File]));
        Assert.Equal(2, await sample.Migrate());
        Assert.Equal(0, await DispatchCommands.Run(["migrate", "--data", sample.File, "--to", PostgresServer.Shared.CreateDatabase()]));
    }

    [PostgresFact]
    public async Task A_service_started_on_either_side_at_the_wrong_time_says_so_in_both_languages_and_ends()
    {
        using var sample = await MoveSample.Create();
        using var folder = new TemporaryFolder();
        using (sample.Serve())
            await sample.Migrate();
        using (var early = new ServiceProcess(sample.Target, folder.Path))
        {
            early.Launch();
            Assert.Equal(2, await early.WaitUntilEnded());
            Assert.Equal($"这个数据库正从 {sample.File} 迁入，尚未完成", early.Output.Split('。')[0]);
            Assert.Contains("has not wholly arrived", early.Output, StringComparison.Ordinal);
        }
        Assert.Equal(1, await DispatchCommands.Run(["doctor", "--data", sample.Target]));
        Assert.Equal(0, await sample.Migrate());

        using var late = new ServiceProcess(sample.File, folder.Path);
        late.Launch();
        Assert.Equal(2, await late.WaitUntilEnded());
        Assert.StartsWith("这个文件的数据已迁移到 PostgreSQL 127.0.0.1:", late.Output, StringComparison.Ordinal);
        Assert.Contains("has moved to PostgreSQL 127.0.0.1:", late.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update migration set number = 9999 where number = 6")]
    [InlineData("delete from migration where number = 6")]
    [InlineData("drop table migration; create table other (n integer); insert into other values (1)")]
    public async Task A_file_that_is_none_of_this_program_is_refused(string change)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("one.db");
        OpenedJournal.Open(new($"Data Source={file};Pooling=False"), TimeProvider.System).Dispose();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
            Assert.True(Dapper.SqlMapper.Execute(connection, change) > 0);

        Assert.Equal(2, await DispatchCommands.Run(["migrate", "--data", file, "--to", Nobody]));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_created()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(2, await DispatchCommands.Run(["migrate", "--data", folder.File("none.db"), "--to", Nobody]));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData]
    [InlineData("--to", "other.db")]
    [InlineData("--to", "Host=127.0.0.1;Port=1;Timeout=5")]
    [InlineData("--to", "Host=127.0.0.1;Port=many")]
    [InlineData("--to", "Host=127.0.0.1;Port=1", "--data", "Host=127.0.0.1")]
    public async Task An_order_that_leads_nowhere_is_refused_and_the_file_serves_on(params string[] order)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("one.db");
        OpenedJournal.Open(new($"Data Source={file};Pooling=False"), TimeProvider.System).Dispose();

        Assert.Equal(2, await DispatchCommands.Run(order.Contains("--data") ? ["migrate", .. order] : ["migrate", "--data", file, .. order]));
        OpenedJournal.Open(new($"Data Source={file};Pooling=False"), TimeProvider.System).Dispose();
    }
}
