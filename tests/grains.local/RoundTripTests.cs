namespace Dispatch.Tests.GrainsLocal;

public sealed class RoundTripTests
{
    [Fact]
    public void A_grain_cannot_change_the_argument_of_its_caller()
    {
        using var world = new World();
        var box = new Box([1, 2]);

        var answer = world.Run(() => world.Grain<IProbe>("probe/a").Append(box, 3));

        Assert.Equal([1, 2], box.Numbers);
        Assert.Equal([1, 2, 3], answer.Numbers);
    }

    [Fact]
    public void A_caller_cannot_change_what_the_grain_keeps()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(probe.Kept).Numbers.Add(99);

        Assert.Equal([1], world.Run(probe.Kept).Numbers);
    }

    [Fact]
    public void Without_the_round_trip_the_objects_themselves_are_handed_over()
    {
        using var world = new World(configure: options => options.RoundTrip = null);
        var box = new Box([1, 2]);

        Assert.Same(box, world.Run(() => world.Grain<IProbe>("probe/a").Append(box, 3)));
    }
}
