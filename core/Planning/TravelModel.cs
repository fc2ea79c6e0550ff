namespace Dispatch.Planning;

/// <summary>How long it takes from one place to another when no matrix says so: great-circle distance, lengthened by a detour factor, at a steady speed.</summary>
/// <param name="KilometresPerHour">Average speed door to door, stops and lights included.</param>
/// <param name="DetourFactor">Length of the way by road over the great-circle distance.</param>
public sealed record TravelModel(double KilometresPerHour, double DetourFactor)
{
    /// <summary>A large city by day: 30 km/h over ways 1.4 times as long as the crow flies.</summary>
    public static TravelModel City { get; } = new(30, 1.4);

    /// <summary>Travel time, rounded up to whole seconds; zero within the same point.</summary>
    /// <remarks>Rounding up keeps the triangle inequality, so leaving a stop out never makes a route longer.</remarks>
    public TimeSpan Between(Place from, Place to) =>
        TimeSpan.FromSeconds(Math.Ceiling(from.MetresTo(to) * DetourFactor * 3.6 / KilometresPerHour));
}
