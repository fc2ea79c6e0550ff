using Dapper;
using Dispatch.Api.CommandLine;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Rows_are_history_without_effects_and_importing_twice_adds_nothing()
    {
        Assert.Equal(0, await Import("baltimore-311"));
        var head = Ask<long>("select max(seq) from event");

        Assert.Equal(8, Ask<int>("select count(*) from ticket_row"));
        Assert.Equal(0, Ask<int>("select count(*) from waiting_step") + Ask<int>("select count(*) from outbox"));
        Assert.Equal(0, Ask<int>("select count(*) from entity where kind = 'engineer-day'") + Ask<int>("select count(*) from entity where kind = 'ticket' and wake_at is not null"));
        Assert.Equal(new DateTimeOffset(2018, 4, 12, 15, 11, 26, TimeSpan.Zero).ToUnixTimeMilliseconds(), Ask<long>("select created_at from ticket_row where external_ref = 'baltimore-311/18-00269879'"));

        Assert.Equal(0, await Import("baltimore-311"));
        Assert.Equal(head, Ask<long>("select max(seq) from event"));
    }

    [Fact]
    public async Task A_leak_that_took_ten_weeks_broke_its_promise_when_it_fell_due_and_not_when_it_was_imported()
    {
        await Import("baltimore-311");

        var breach = DateTimeOffset.FromUnixTimeMilliseconds(Ask<long>("""
            select at from event where kind = 'sla-breached.v1'
                and entity_id = (select 'ticket/' || id from ticket_row where external_ref = 'baltimore-311/17-00425037')
            """));
        // Saturday morning plus 1,350 working minutes of 8:30 to 16:30 from Monday on; the escalation ladder leaves the deadline alone.
        Assert.Equal(new DateTimeOffset(2017, 7, 19, 19, 0, 0, TimeSpan.Zero), breach);
    }

    [Fact]
    public async Task Faulty_rows_stop_no_others_and_tell_by_the_exit_code()
    {
        Assert.Equal(1, await Import("nyc-311"));
        Assert.Equal(4, Ask<int>("select count(*) from ticket_row"));
    }

    public void Dispose() => folder.Dispose();

    private Task<int> Import(string mapping) => DispatchCommands.Run(
        ["import", ImportedSample.File(mapping), "--map", mapping, "--data", folder.File("history.db"), "--language", "en"]);

    private T Ask<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("history.db")};Pooling=false");
        return connection.ExecuteScalar<T>(sql)!;
    }
}
