using Dispatch.Grains.Local.Simulation;

namespace Dispatch.Tests.GrainsLocal.Simulation;

/// <summary>A network that a simulation can spoil.</summary>
public sealed class NetworkTests
{
    [Fact]
    public void A_delayed_call_arrives_later()
    {
        using var world = new World(configure: options => options.Network = new Fixed(new(TimeSpan.FromSeconds(3))));
        world.Run(() => world.Grain<IProbe>("a").Say("hello"));

        Assert.Equal(World.Start.AddSeconds(3), world.Time.GetUtcNow());
        Assert.Single(Said(world));
    }

    [Fact]
    public void A_lost_call_is_never_made_and_its_caller_gives_up()
    {
        using var world = new World(configure: options => options.Network = new Fixed(new(TimeSpan.Zero, Lost: true)));

        Assert.Throws<TimeoutException>(() => world.Run(() => world.Grain<IProbe>("a").Say("hello")));
        Assert.Empty(Said(world));
    }

    [Fact]
    public void A_call_whose_answer_is_lost_is_made_all_the_same()
    {
        using var world = new World(configure: options => options.Network = new Fixed(new(TimeSpan.Zero, AnswerLost: true)));

        Assert.Throws<TimeoutException>(() => world.Run(() => world.Grain<IProbe>("a").Say("hello")));
        Assert.Single(Said(world));
    }

    [Fact]
    public void A_doubled_call_is_made_twice_and_answered_once()
    {
        using var world = new World(configure: options => options.Network = new Fixed(new(TimeSpan.Zero, Again: TimeSpan.FromSeconds(1))));
        world.Run(() => world.Grain<IProbe>("a").Say("hello"));
        Assert.Single(Said(world));

        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Said(world).Count());
    }

    private static IEnumerable<string> Said(World world) => world.Diary.Lines.Where(line => line.Contains("hello", StringComparison.Ordinal));

    private sealed class Fixed(Passage passage) : INetwork
    {
        public Passage Of(string target, string method, string? caller) => passage;
    }
}
