using System.Reflection;
using Dispatch.Grains.Local;

namespace Dispatch.Tests.GrainsLocal.Orleans;

/// <summary>Grain sources compile against the Local engine here and against Orleans elsewhere: what the one declares, the other must have.</summary>
public sealed class OrleansSurfaceTests
{
    private static readonly IReadOnlySet<string> Ours = PublicSurface.Of(typeof(LocalEngine).Assembly.Location);
    private static readonly IReadOnlySet<string> Theirs = PublicSurface.Of(OrleansAbstractions());

    [Fact]
    public void Every_type_and_member_in_an_Orleans_namespace_is_the_same_in_Orleans()
    {
        var different = Ours.Except(Theirs).ToList();

        Assert.True(different is [], string.Join('\n', different.Prepend("Not so in Orleans:")));
    }

    [Theory]
    [InlineData("type Orleans.Grain ")]
    [InlineData("method Orleans.IGrainFactory.GetGrain`1(String primaryKey, String grainClassNamePrefix = ")]
    [InlineData("method Orleans.GrainBaseExtensions.RegisterGrainTimer`0(")]
    [InlineData("method Orleans.Grain.OnDeactivateAsync`0(Orleans.DeactivationReason reason, System.Threading.CancellationToken cancellationToken)")]
    [InlineData("field Orleans.DeactivationReasonCode.HighMemoryPressure : Orleans.DeactivationReasonCode = 0C")]
    public void The_comparison_sees_what_grains_use(string start)
    {
        Assert.Contains(Ours, line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains(Theirs, line => line.StartsWith(start, StringComparison.Ordinal));
    }

    [Fact]
    public void The_comparison_sees_more_of_Orleans_than_the_Local_engine_has()
    {
        Assert.DoesNotContain(Ours, line => line.Contains("MigrateOnIdle", StringComparison.Ordinal));
        Assert.Contains(Theirs, line => line.Contains("MigrateOnIdle", StringComparison.Ordinal));
    }

    private static string OrleansAbstractions() => typeof(OrleansSurfaceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "OrleansAbstractions").Value!;
}
