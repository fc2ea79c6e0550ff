using Dispatch.Conditions;
using Dispatch.Fields;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Conditions;

public sealed class ConditionSqlTests
{
    [Fact]
    public void Sqlite_and_the_delegate_pick_the_same_rows()
    {
        var cases =
            from condition in ConditionGen.Conditions(TicketRows.Fields)
            from rows in Gen.ArrayOf(ConditionGen.Rows(TicketRows.Fields), 12)
            select (condition, rows);
        var law = Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var compiled = sample.condition.Compile(FieldCatalogue.BuiltIn).Required();
            using var table = new TicketRows(sample.rows);
            Assert.Equal(table.MatchedByDelegate(compiled), table.MatchedBySql(compiled));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), law);
    }

    [Fact]
    public void Every_operator_agrees_with_sqlite_on_every_value_of_its_type()
    {
        var cases =
            from field in Gen.Elements(TicketRows.Fields.ToArray())
            from condition in ConditionGen.Conditions([field])
            from rows in Gen.ArrayOf(ConditionGen.Rows([field]), 25)
            select (condition, rows);
        var law = Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var compiled = sample.condition.Compile(FieldCatalogue.BuiltIn).Required();
            using var table = new TicketRows(sample.rows);
            Assert.Equal(table.MatchedByDelegate(compiled), table.MatchedBySql(compiled));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), law);
    }

    [Fact]
    public void Values_are_parameters_and_never_text_of_the_query()
    {
        var sql = Compile("""{"field":"product","op":"eq","value":"x'; drop table ticket_row; --"}""").ToSql(SqlDialect.Sqlite, "p").Required();
        Assert.Equal("(product IS NOT NULL AND product = @p0)", sql.Text);
        Assert.Equal([KeyValuePair.Create<string, object>("p0", "x'; drop table ticket_row; --")], sql.Arguments);
    }

    [Fact]
    public void PostgreSql_orders_texts_by_code_point_and_takes_booleans()
    {
        var sql = Compile("""{"all":[{"field":"orderNumber","op":"ge","value":"B"},{"field":"breached","op":"eq","value":true},{"field":"team","op":"startsWith","value":"re"}]}""")
            .ToSql(SqlDialect.PostgreSql).Required();
        Assert.Equal(
            "((order_number IS NOT NULL AND order_number COLLATE \"C\" >= @c0) AND (breached IS NOT NULL AND breached = @c1) AND (team IS NOT NULL AND starts_with(team, @c2)))",
            sql.Text);
        Assert.Equal(["B", true, "re"], sql.Arguments.Select(argument => argument.Value));
    }

    [Fact]
    public void At_least_high_becomes_the_list_of_priorities_from_high_up()
    {
        var sql = Compile("""{"field":"priority","op":"ge","value":"high"}""").ToSql(SqlDialect.Sqlite).Required();
        Assert.Equal("(priority IS NOT NULL AND priority IN (@c0, @c1))", sql.Text);
        Assert.Equal(["high", "urgent"], sql.Arguments.Select(argument => argument.Value));
    }

    [Fact]
    public void A_field_that_lists_do_not_carry_is_refused_with_the_path_of_its_test()
    {
        var compiled = Compile("""{"any":[{"field":"kind","op":"eq","value":"repair"},{"field":"serial","op":"notEmpty"}]}""");
        var rejection = Assert.Single(compiled.ToSql(SqlDialect.Sqlite).Rejections);
        Assert.Equal((RejectionCode.ConditionFieldNotInList, "$.any[1].field"), (rejection.Code, rejection.Path));
    }

    private static CompiledCondition Compile(string json) => Condition.Parse(json).Required().Compile(FieldCatalogue.BuiltIn).Required();
}
