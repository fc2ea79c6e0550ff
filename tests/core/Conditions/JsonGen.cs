using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Conditions;

/// <summary>JSON texts near to conditions and far from them, some of them broken.</summary>
internal static class JsonGen
{
    private static readonly string[] Names = ["all", "any", "none", "field", "op", "value", "", "x y", "\\ud800", "'", "$"];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-1", "1e999", "1.5", "99999999999999999999", "\"\"", "\"kind\"", "\"amount\"", "\"priority\"", "\"createdAt\"",
        "\"place\"", "\"description\"", "\"eq\"", "\"in\"", "\"empty\"", "\"contains\"", "\"lt\"", "\"high\"", "\"2026-11-02T12:00:00Z\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"退货\"",
    ];

    public static Gen<string> Texts => Gen.Frequency((4, Values(4)), (1, Broken));

    private static Gen<string> Broken =>
        from text in Values(3)
        from at in Gen.Choose(0, text.Length)
        from junk in Gen.Elements("", "}", "]", ",", "\"", "\\", "\0", "\ud800", "{")
        select text[..at] + junk + text[Math.Min(text.Length, at + 1)..];

    private static Gen<string> Values(int depth) => depth is 0
        ? Gen.Elements(Scalars)
        : Gen.Frequency((2, Gen.Elements(Scalars)), (4, Objects(depth - 1)), (2, Tests), (1, Arrays(depth - 1)));

    private static Gen<string> Objects(int depth) =>
        from size in Gen.Choose(0, 3)
        from members in Gen.ArrayOf(Members(depth), size)
        select $"{{{string.Join(',', members)}}}";

    private static Gen<string> Members(int depth) =>
        from name in Gen.Elements(Names)
        from value in Gen.Frequency((1, Values(depth)), (1, Arrays(depth)))
        select $"\"{name}\":{value}";

    private static Gen<string> Arrays(int depth) =>
        from size in Gen.Choose(0, 3)
        from items in Gen.ArrayOf(Values(depth), size)
        select $"[{string.Join(',', items)}]";

    private static Gen<string> Tests =>
        from left in Gen.Elements(Scalars)
        from op in Gen.Elements(Scalars)
        from value in Gen.Frequency((2, Gen.Elements(Scalars)), (1, Arrays(0)))
        select $$"""{"field":{{left}},"op":{{op}},"value":{{value}}}""";
}
