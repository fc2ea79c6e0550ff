using Dispatch.Configuration;

namespace Dispatch.Grains;

/// <summary>Where grains find the configuration of this process.</summary>
public interface IConfigurationSource
{
    /// <summary>What is current here. It may lag the journal by a moment: a decision records the versions it used.</summary>
    ConfigurationSnapshot Current { get; }

    /// <summary>Brings <see cref="Current"/> to where the journal is now.</summary>
    Task CatchUp();
}
