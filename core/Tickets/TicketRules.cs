using Dispatch.Configuration;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>The configuration that tickets are decided by. Make one per snapshot: what it derives is derived once.</summary>
public sealed class TicketRules(ConfigurationSnapshot configuration)
{
    /// <summary>All configuration.</summary>
    public ConfigurationSnapshot Configuration { get; } = configuration;

    /// <summary>Its policies and calendars.</summary>
    public SlaBook Sla { get; } = new(configuration);
}
