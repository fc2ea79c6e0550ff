using System.Globalization;
using System.Text;
using Dispatch.Fields;
using static Dispatch.Conditions.ConditionOperator;

namespace Dispatch.Conditions;

/// <summary>A database that the ticket list may live in.</summary>
public enum SqlDialect
{
    /// <summary>SQLite 3.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    PostgreSql,
}

/// <summary>A condition as the inside of a WHERE clause: always true or false, never null.</summary>
/// <param name="Text">SQL over the columns of <c>ticket_row</c>; no value stands in it.</param>
/// <param name="Arguments">Values by parameter name without sigil: string, long, double or bool.</param>
public sealed record SqlCondition(string Text, IReadOnlyList<KeyValuePair<string, object>> Arguments);

/// <summary>Writes a typed tree as SQL that agrees with its delegate.</summary>
internal sealed class ConditionSql
{
    private readonly SqlDialect dialect;
    private readonly string prefix;
    private readonly StringBuilder sql = new();
    private readonly List<KeyValuePair<string, object>> arguments = [];
    private readonly List<Rejection> rejections = [];

    private ConditionSql(SqlDialect dialect, string prefix) => (this.dialect, this.prefix) = (dialect, prefix);

    public static Checked<SqlCondition> Of(ConditionNode root, SqlDialect dialect, string prefix)
    {
        var writer = new ConditionSql(dialect, prefix);
        writer.Write(root);
        return writer.rejections.Count is 0
            ? Checked<SqlCondition>.Ok(new(writer.sql.ToString(), writer.arguments))
            : Checked<SqlCondition>.Refused(writer.rejections);
    }

    private void Write(ConditionNode node)
    {
        switch (node)
        {
            case AllOf { Parts: [] }:
                sql.Append("1=1");
                break;
            case AllOf all:
                Join(all.Parts, " AND ");
                break;
            case AnyOf any:
                Join(any.Parts, " OR ");
                break;
            case NoneOf none:
                sql.Append("NOT ");
                Join(none.Parts, " OR ");
                break;
            case ConditionTest test when TicketRowColumns.Find(test.Field.Id) is { } column:
                Test(test.WithOrderAsList(), column);
                break;
            case ConditionTest test:
                rejections.Add(Rejection.Of(RejectionCode.ConditionFieldNotInList, ("field", test.Field.Id)).At(test.Path + ".field"));
                break;
            default:
                throw new NotSupportedException($"{node.GetType().Name} has no SQL.");
        }
    }

    private void Join(IReadOnlyList<ConditionNode> parts, string glue)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            sql.Append(i is 0 ? "(" : glue);
            Write(parts[i]);
        }
        sql.Append(')');
    }

    private void Test(ConditionTest test, string column)
    {
        var isText = test.Field.Type is FieldType.Text or FieldType.Choice;
        // SQL's comparisons of null are neither true nor false, and NOT of that is no match: so every test rules null out itself.
        sql.Append(test.Operator switch
        {
            Empty => isText ? $"({column} IS NULL OR {column} = '')" : $"{column} IS NULL",
            NotEmpty => isText ? $"({column} IS NOT NULL AND {column} <> '')" : $"{column} IS NOT NULL",
            In when test.Values.Count is 0 => "1=0",
            _ => $"({column} IS NOT NULL AND {Comparison(test, column)})",
        });
    }

    private string Comparison(ConditionTest test, string column) => test.Operator switch
    {
        Eq => $"{column} = {Parameter(test)}",
        Ne => $"{column} <> {Parameter(test)}",
        Lt => $"{Ordered(test, column)} < {Parameter(test)}",
        Le => $"{Ordered(test, column)} <= {Parameter(test)}",
        Gt => $"{Ordered(test, column)} > {Parameter(test)}",
        Ge => $"{Ordered(test, column)} >= {Parameter(test)}",
        In => $"{column} IN ({Parameters(test)})",
        NotIn => $"{column} NOT IN ({Parameters(test)})",
        Contains => dialect is SqlDialect.Sqlite ? $"instr({column}, {Parameter(test)}) > 0" : $"strpos({column}, {Parameter(test)}) > 0",
        StartsWith => Prefix(column, Parameter(test)),
        _ => throw new NotSupportedException($"{test.Operator} has no SQL."),
    };

    private string Prefix(string column, string parameter) => dialect is SqlDialect.Sqlite
        ? $"substr({column}, 1, length({parameter})) = {parameter}"
        : $"starts_with({column}, {parameter})";

    // SQLite compares texts as bytes of UTF-8 anyway; PostgreSQL would take the database's language.
    private string Ordered(ConditionTest test, string column) =>
        dialect is SqlDialect.PostgreSql && test.Field.Type is FieldType.Text ? $"{column} COLLATE \"C\"" : column;

    private string Parameters(ConditionTest test) => string.Join(", ", test.Values.Select(value => Parameter(test.Field.Type, value)));

    private string Parameter(ConditionTest test) => Parameter(test.Field.Type, test.Values[0]);

    private string Parameter(FieldType type, FieldValue value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{arguments.Count}");
        arguments.Add(new(name, Argument(type, value)));
        return $"@{name}";
    }

    private object Argument(FieldType type, FieldValue value)
    {
        if (type is FieldType.Number)
            return value.TryNumber(out var number) ? number : throw new InvalidOperationException("A number's test holds a number.");
        if (!value.TryWhole(FieldValue.KindOf(type), out var whole))
            return value.ToString();
        return type is FieldType.Boolean && dialect is SqlDialect.PostgreSql ? whole is 1 : whole;
    }
}
