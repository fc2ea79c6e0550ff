using Dispatch.Configuration;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One configuration document: key <c>config/{kind}/{slug}</c>.</summary>
public interface IConfigurationGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Publishes the next version, or refuses it with every fault it has.</summary>
    Task<Outcome> Publish(PublishDocument command, Origin origin);

    /// <summary>Which version is current; null when nothing was published.</summary>
    Task<Snapshot<PublishedDocument>?> Describe();
}
