using System.Globalization;
using System.Text;
using Dapper;
using Dispatch.Conditions;
using Dispatch.Silo.Search;

namespace Dispatch.Silo.Lists;

/// <summary>A query's choice of tickets as SQL over <c>ticket_row</c>.</summary>
internal sealed class TicketFilter
{
    private readonly StringBuilder sql = new("1 = 1");
    private readonly SqlDialect dialect;

    public TicketFilter(TicketQuery query, SqlDialect dialect)
    {
        this.dialect = dialect;
        AddScopes(query.Scopes);
        AddChoice("status", query.Statuses);
        AddChoice("team", query.Teams);
        AddChoice("assignee", query.Assignees);
        AddChoice("engineer", query.Engineers);
        AddChoice("kind", query.Kinds);
        AddChoice("priority", query.Priorities);
        AddChoice("customer", query.Customers);
        if (query.Unassigned)
            And("assignee is null");
        // Few of many open tickets: SQLite would go through all of a status sooner than through the index that has them alone.
        if (query.Unbooked)
            And("id in (select id from ticket_row where unbooked > 0)");
        if (query.Zone is { } zone)
            And("zone = @zone", "zone", zone);
        if (query.DueBefore is { } dueBefore)
            And("due_at < @dueBefore", "dueBefore", dueBefore.ToUnixTimeMilliseconds());
        if (query.Breached is { } breached)
            And("breached = @breached", "breached", breached);
        AddSearch(query.Search);
        AddCondition(query.Where);
    }

    /// <summary>Inside of the WHERE clause.</summary>
    public string Sql => sql.ToString();

    /// <summary>Values of its parameters.</summary>
    public DynamicParameters Arguments { get; } = new();

    private void And(string condition) => sql.Append(" and ").Append(condition);

    private void And(string condition, string name, object value)
    {
        And(condition);
        Arguments.Add(name, value);
    }

    private void AddChoice(string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            And(dialect.IsOneOf(column, column), column, dialect.Values(values));
    }

    // Everything below a path starts with the path and a slash, and 0 is the character after the slash.
    private void AddScopes(IReadOnlyList<string>? scopes)
    {
        if (scopes is null)
            return;
        var places = new List<string> { "1 = 0" };
        foreach (var scope in scopes)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"scope{places.Count}");
            places.Add($"org = @{name} or (org >= @{name}from and org < @{name}to)");
            Arguments.Add(name, scope);
            Arguments.Add($"{name}from", $"{scope}/");
            Arguments.Add($"{name}to", $"{scope}0");
        }
        And($"({string.Join(" or ", places)})");
    }

    private void AddSearch(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        var match = SearchText.Match(text, dialect);
        if (match is null)
            And("1 = 0");
        else if (dialect is SqlDialect.Sqlite)
            And("row in (select rowid from search where search match @match)", "match", match);
        else
            And("id in (select ticket from search where tokens @@ @match::tsquery)", "match", match);
    }

    private void AddCondition(CompiledCondition? condition)
    {
        if (condition is null || condition.IsAlways)
            return;
        var written = condition.ToSql(dialect, "w").Required();
        And($"({written.Text})");
        foreach (var (name, value) in written.Arguments)
            Arguments.Add(name, value);
    }
}
