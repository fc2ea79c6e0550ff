using System.Reflection;
using Dispatch.Grains.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Dispatch.Tests.GrainsLocal;

public interface IAnimal : IGrainWithStringKey
{
    Task<string> Sound();
}

public sealed class Cat(Basket basket) : Grain, IAnimal
{
    public Task<string> Sound()
    {
        var sound = basket.Taken ? "purr" : "meow";
        basket.Taken = true;
        return Task.FromResult(sound);
    }
}

public sealed class Dog : Grain, IAnimal
{
    public Task<string> Sound() => Task.FromResult("woof");
}

public interface IUnheardOf : IGrainWithStringKey;

/// <summary>A thing that each activation has for itself.</summary>
public sealed class Basket : IDisposable
{
    private static int open;

    public Basket() => Interlocked.Increment(ref open);

    public static int Open => open;

    public bool Taken { get; set; }

    public void Dispose() => Interlocked.Decrement(ref open);
}

public sealed class RegistrationTests
{
    private static readonly Assembly Here = typeof(RegistrationTests).Assembly;

    [Fact]
    public async Task A_host_runs_grains_and_deactivates_them_when_it_stops()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Diary>().AddScoped<Basket>().AddLocalGrains(null, Here);
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbe>("probe/a").Say("hello");
        Assert.Equal(1, host.Services.GetRequiredService<LocalEngine>().CountActivations()[nameof(Probe)]);

        await host.StopAsync();
        Assert.Equal("probe/a deactivated", host.Services.GetRequiredService<Diary>().Lines[^1]);
        Assert.Equal(0, host.Services.GetRequiredService<LocalEngine>().CountActivations()[nameof(Probe)]);
    }

    [Fact]
    public async Task Each_activation_has_a_scope_that_ends_with_it()
    {
        await using var services = new ServiceCollection().AddScoped<Basket>().AddLocalGrains(null, Here).BuildServiceProvider();
        var before = Basket.Open;
        var cat = services.GetRequiredService<IGrainFactory>().GetGrain<IAnimal>("cat/a", typeof(Cat).FullName);

        Assert.Equal("meow", await cat.Sound());
        Assert.Equal("purr", await cat.Sound());
        Assert.Equal(before + 1, Basket.Open);

        await services.GetRequiredService<LocalEngine>().Stop(CancellationToken.None);
        Assert.Equal(before, Basket.Open);
    }

    [Fact]
    public async Task A_class_name_prefix_chooses_among_several_classes()
    {
        await using var services = new ServiceCollection().AddScoped<Basket>().AddLocalGrains(null, Here).BuildServiceProvider();
        var factory = services.GetRequiredService<IGrainFactory>();

        Assert.Equal("woof", await factory.GetGrain<IAnimal>("rex", "Dispatch.Tests.GrainsLocal.Do").Sound());
        var refused = Assert.Throws<ArgumentException>(() => factory.GetGrain<IAnimal>("rex"));
        Assert.Equal(
            "Several grain classes implement Dispatch.Tests.GrainsLocal.IAnimal: Dispatch.Tests.GrainsLocal.Cat, Dispatch.Tests.GrainsLocal.Dog.",
            refused.Message);
        Assert.Throws<ArgumentException>(() => factory.GetGrain<IAnimal>("rex", "Dispatch.Tests.GrainsLocal.Bird"));
    }

    [Fact]
    public void An_interface_that_no_class_implements_is_refused()
    {
        using var world = new World();

        Assert.Throws<ArgumentException>(() => world.Grain<IUnheardOf>("a"));
        Assert.Throws<ArgumentException>(() => world.Engine.GetGrain(typeof(IUnheardOf), "a"));
        Assert.ThrowsAny<ArgumentException>(() => world.Grain<IProbe>(" "));
    }

    [Fact]
    public async Task Grains_built_by_hand_say_that_they_have_no_activation()
    {
        var probe = new Probe(new Diary(), TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(probe.Key);
    }
}
