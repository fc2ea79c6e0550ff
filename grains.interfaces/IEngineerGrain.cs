using Dispatch.Engineers;
using Dispatch.Planning;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One engineer, keyed <c>engineer/{id}</c>: who he is, his hours, whether he is there.</summary>
public interface IEngineerGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Decides a command about him.</summary>
    Task<Outcome> Handle(EngineerCommand command, Origin origin);

    /// <summary>Him as he stands; null when nobody is registered under the key.</summary>
    Task<Snapshot<Engineer>?> Describe();

    /// <summary>What a date of his allows; from now on that date hears of his changes. Null when nobody is registered.</summary>
    Task<DayConditions?> OpenDay(DateOnly date);

    /// <summary>What a date of his allows. Null when nobody is registered.</summary>
    Task<DayConditions?> DescribeDay(DateOnly date);
}

/// <summary>What an engineer's day has to know of him.</summary>
/// <param name="Zones">Ids of the zones that plan with his day.</param>
public sealed record DayConditions(DayTerms Terms, string Org, IReadOnlyList<string> Zones);
