using System.Data.Common;
using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Core.Conditions;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Silo.Journal;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Tests.Silo.Lists;

/// <summary>A condition picks the same tickets from the list that the journal wrote as it picks in memory, on every database.</summary>
public abstract class TicketConditionContract(SqlDialect dialect)
{
    private const int Tickets = 60;

    private static readonly IReadOnlyList<FieldDefinition> Fields =
        [.. FieldCatalogue.BuiltIn.All.Where(field => TicketRowColumns.Find(field.Id) is not null)];

    protected async Task Check(JournalOptions options, Func<DbConnection> connect)
    {
        var tickets = Gen.Sample(ConditionGen.Rows(Fields), Tickets, new Rnd(20261102), 50).Select(Storable).ToList();
        Assert.Equal(Tickets, tickets.Count);
        using (var opened = OpenedJournal.Open(options, new VirtualTime(Commits.Noon)))
            await Task.WhenAll(tickets.Select((ticket, i) =>
                opened.Journal.Append(Commits.Commit($"ticket/{Id(i)}", 0) with { Row = TicketConditionRow.Of(Id(i), ticket) })));
        using var connection = connect();
        connection.Open();
        var law = Prop.ForAll(ConditionGen.Conditions(Fields).ToArbitrary(), condition =>
        {
            var compiled = condition.Compile(FieldCatalogue.BuiltIn).Required();
            var expected = tickets.Index().Where(ticket => compiled.Matches(ticket.Item)).Select(ticket => Id(ticket.Index));
            Assert.Equal(expected, Matched(connection, compiled.ToSql(dialect).Required()));
        });
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), law);
    }

    private static string Id(int index) => $"t{index:d3}";

    // The table demands a value in some columns, unique numbers, and levels of 32 bits.
    private static FieldValues Storable(FieldValues ticket, int index)
    {
        var whole = ticket.With(TicketFields.Number, FieldValue.Of($"D-{index}")).With(TicketFields.EscalationLevel, FieldValue.Of(index % 3L));
        foreach (var (field, value) in new[]
        {
            (TicketFields.Kind, FieldValue.Of("a")), (TicketFields.Channel, FieldValue.Of("")), (TicketFields.Status, FieldValue.Of("open")),
            (TicketFields.Priority, FieldValue.Of("low")), (TicketFields.Breached, FieldValue.Of(false)),
            (TicketFields.CreatedAt, FieldValue.Of(Commits.Noon)), (TicketFields.UpdatedAt, FieldValue.Of(Commits.Noon)),
        })
            if (!whole.Has(field))
                whole = whole.With(field, value);
        return whole;
    }

    private static List<string> Matched(DbConnection connection, SqlCondition where)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select id from ticket_row where {where.Text} order by id";
        foreach (var (name, value) in where.Arguments)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }
}

public sealed class SqliteTicketConditionTests() : TicketConditionContract(SqlDialect.Sqlite)
{
    [Fact]
    public async Task The_list_agrees_with_memory()
    {
        using var folder = new TemporaryFolder();
        var database = $"Data Source={folder.File("journal.db")}";
        await Check(new(database), () => new SqliteConnection(database + ";Pooling=False"));
    }
}

public sealed class PostgresTicketConditionTests() : TicketConditionContract(SqlDialect.PostgreSql)
{
    [PostgresFact]
    public async Task The_list_agrees_with_memory()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await Check(new(database), () => new NpgsqlConnection(database));
    }
}
