using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>The rules of the newest configuration, derived once per snapshot.</summary>
public sealed class TicketRulesSource(IConfigurationSource configuration)
{
    private TicketRules rules = new(configuration.Current);

    /// <summary>Newest rules; every decision records the versions it used.</summary>
    public TicketRules Current
    {
        get
        {
            var snapshot = configuration.Current;
            // Two threads may both derive: the results are equal, and either may stay.
            return ReferenceEquals(rules.Configuration, snapshot) ? rules : rules = new(snapshot);
        }
    }
}
