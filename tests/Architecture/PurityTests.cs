namespace Dispatch.Tests.Architecture;

/// <summary>What the compiled assemblies may use: decisions are pure, and the same on every run.</summary>
public sealed class PurityTests
{
    private static readonly string[] HashOrdered =
    [
        "System.Collections.Generic.HashSet`1", "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Frozen.FrozenSet`1",
        "System.Collections.Frozen.FrozenDictionary`2", "System.Collections.Concurrent.ConcurrentDictionary`2",
    ];

    public static TheoryData<string> Repeatable => ["Dispatch.Core", "Dispatch.Grains.Interfaces", "Dispatch.Grains"];

    [Theory]
    [InlineData("System.Threading.Tasks.")]
    [InlineData("System.Threading.Timer")]
    [InlineData("System.Threading.Thread")]
    [InlineData("System.Net.")]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.Diagnostics.Stopwatch")]
    [InlineData("System.Console")]
    public void Core_has_no_tasks_and_no_input_or_output(string forbidden)
    {
        Assert.DoesNotContain(Uses.Of("Dispatch.Core").Types, type => type.StartsWith(forbidden, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.")]
    [InlineData("Orleans")]
    [InlineData("Dispatch.")]
    [InlineData("Npgsql")]
    public void Core_knows_no_engine_no_host_and_no_database(string forbidden)
    {
        Assert.DoesNotContain(Uses.Of("Dispatch.Core").Assemblies, assembly => assembly.StartsWith(forbidden, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Npgsql")]
    [InlineData("Dapper")]
    public void Grains_know_no_web_and_no_database(string forbidden)
    {
        Assert.DoesNotContain(Uses.Of("Dispatch.Grains").Assemblies, assembly => assembly.StartsWith(forbidden, StringComparison.Ordinal));
    }

    /// <summary>The analyzer sees only calls that are written out; a loop's is not.</summary>
    [Theory]
    [MemberData(nameof(Repeatable))]
    public void Nothing_that_must_repeat_goes_through_a_collection_in_hash_order(string assembly)
    {
        var forbidden = HashOrdered.SelectMany(type => new[] { $"{type}.GetEnumerator", $"{type}.get_Keys", $"{type}.get_Values", $"{type}.get_Items" });

        Assert.Empty(Uses.Of(assembly).Members.Intersect(forbidden));
    }

    [Fact]
    public void The_reader_sees_generic_owners_and_nested_types()
    {
        var uses = Uses.Of("Dispatch.Core");

        Assert.Contains("System.Collections.Generic.IEnumerator`1.get_Current", uses.Members);
        Assert.Contains("System.Linq.Enumerable.ToList", uses.Members);
        Assert.Contains("NetTopologySuite", uses.Assemblies);
    }
}
