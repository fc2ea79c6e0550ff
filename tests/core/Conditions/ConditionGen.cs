using Dispatch.Conditions;
using Dispatch.Fields;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Conditions;

/// <summary>Random conditions and rows over few values, so that they meet, among them the awkward ones.</summary>
internal static class ConditionGen
{
    // U+FF01 and the emoji stand the other way round in UTF-16 than in UTF-8.
    private static readonly string[] Texts =
        ["", "a", "A", "ab", "b", "退货", "退", "\uFF01", "😀", "😀x", "\uE000", "a%", "_", "O'Brien", "é", "low", "high", " "];

    private static readonly long[] Wholes = [0, 1, -1, 49_999, 50_000, 50_001, long.MaxValue, long.MinValue, 9_007_199_254_740_993];

    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    public static Gen<Condition> Conditions(IReadOnlyList<FieldDefinition> fields) => Conditions(fields, depth: 3);

    public static Gen<FieldValues> Rows(IReadOnlyList<FieldDefinition> fields) =>
        from values in Gen.CollectToArray(fields, field => Gen.Frequency((1, Gen.Constant(FieldValue.None)), (3, Values(field))))
        select fields.Zip(values).Aggregate(FieldValues.Empty, (row, pair) => row.With(pair.First.Id, pair.Second));

    private static Gen<Condition> Conditions(IReadOnlyList<FieldDefinition> fields, int depth) =>
        depth is 0 ? Tests(fields) : Gen.Frequency((2, Tests(fields)), (3, Groups(fields, depth - 1)));

    private static Gen<Condition> Groups(IReadOnlyList<FieldDefinition> fields, int depth) =>
        from size in Gen.Choose(1, 3)
        from parts in Gen.ArrayOf(Conditions(fields, depth), size)
        from which in Gen.Choose(0, 3)
        select which switch
        {
            0 => Condition.All(parts),
            1 => Condition.Any(parts),
            2 => Condition.None(parts),
            _ => Condition.None(Condition.All(parts), Condition.All()),
        };

    private static Gen<Condition> Tests(IReadOnlyList<FieldDefinition> fields) =>
        from field in Gen.Elements(fields.ToArray())
        from @operator in Gen.Elements(ConditionOperators.For(field).ToArray())
        from size in Gen.Choose(1, 3)
        from values in Gen.ArrayOf(Values(field), size)
        select @operator switch
        {
            ConditionOperator.Empty or ConditionOperator.NotEmpty => Condition.Test(field.Id, @operator),
            ConditionOperator.In or ConditionOperator.NotIn => Condition.Test(field.Id, @operator, values.Select(Written).ToArray()),
            _ => Condition.Test(field.Id, @operator, Written(values[0])),
        };

    private static Gen<FieldValue> Values(FieldDefinition field) => field.Type switch
    {
        FieldType.Choice => Gen.Elements(field.Options.Select(option => FieldValue.Of(option.Id)).ToArray()),
        FieldType.Text => Gen.Elements(Texts).Select(text => FieldValue.Of(text)),
        FieldType.Boolean => Gen.Elements(true, false).Select(yes => FieldValue.Of(yes)),
        FieldType.Instant => Gen.Choose(-2, 2).Select(ms => FieldValue.Of(Noon.AddMilliseconds(ms))),
        FieldType.Place => Gen.Choose(-180, 180).Select(degrees => FieldValue.Of(new Place(degrees, 31.2))),
        _ => Gen.Elements(Wholes).Select(whole => FieldValue.Of(whole)),
    };

    private static object Written(FieldValue value) => value.Kind switch
    {
        FieldValueKind.Integer => value.TryWhole(FieldValueKind.Integer, out var whole) ? whole : 0,
        FieldValueKind.Boolean => value.ToString() is "true",
        _ => value.ToString(),
    };
}
