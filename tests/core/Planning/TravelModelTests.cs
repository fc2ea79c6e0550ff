using Dispatch.Planning;

namespace Dispatch.Tests.Core.Planning;

public sealed class TravelModelTests
{
    [Fact]
    public void A_degree_of_latitude_at_60_km_an_hour_takes_111_minutes_and_12_seconds()
    {
        var travel = new TravelModel(60, 1).Between(new(121, 31), new(121, 32));
        Assert.Equal(new TimeSpan(1, 51, 12), travel);
    }

    [Fact]
    public void A_detour_factor_lengthens_the_way_and_a_higher_speed_shortens_the_time()
    {
        var (from, to) = (new Place(121, 31), new Place(121, 31.1));
        Assert.Equal(667.2, new TravelModel(60, 1).Between(from, to).TotalSeconds, tolerance: 1);
        Assert.Equal(667.2 * 1.5 / 2, new TravelModel(120, 1.5).Between(from, to).TotalSeconds, tolerance: 1);
    }

    [Fact]
    public void Staying_takes_no_time() => Assert.Equal(TimeSpan.Zero, TravelModel.City.Between(new(121, 31), new(121, 31)));
}
