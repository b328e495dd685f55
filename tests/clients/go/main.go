// What every client does, by the generated Go: see `run` beside this folder.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"citizen/viche"
)

func everyPetition(ctx context.Context, client *viche.APIClient) (all []viche.PetitionSummary) {
	request := client.PetitionsAPI.ListPetitions(ctx).Limit(10)
	for {
		page, _, err := request.Execute()
		must(err)
		all = append(all, page.Data...)
		if !page.Page.Next.IsSet() || page.Page.Next.Get() == nil {
			return all
		}
		request = request.Cursor(*page.Page.Next.Get())
	}
}

func main() {
	configuration := viche.NewConfiguration()
	configuration.Servers = viche.ServerConfigurations{{URL: os.Getenv("VICHE_URL")}}
	client := viche.NewAPIClient(configuration)
	ctx := context.Background()
	login := viche.NewLogin(os.Getenv("VICHE_EMAIL"), os.Getenv("VICHE_PASSWORD"))
	session, _, err := client.SessionsAPI.LogIn(ctx).Login(*login).Execute()
	must(err)
	ctx = context.WithValue(ctx, viche.ContextAccessToken, session.AccessToken)

	all, seen, collecting := everyPetition(ctx, client), map[string]bool{}, []string{}
	for _, petition := range all {
		seen[petition.Id] = true
		if petition.State == viche.PETITIONSTATE_COLLECTING {
			collecting = append(collecting, petition.Id)
		}
	}
	if len(seen) != len(all) {
		log.Fatal("a petition came twice")
	}

	states, _, err := client.MeAPI.ListMyPetitionStates(ctx).PetitionIds(collecting).Execute()
	must(err)
	if len(states.Data) != len(collecting) {
		log.Fatal("a petition has no state")
	}
	var chosen string
	for _, state := range states.Data {
		if state.MaySign {
			chosen = state.PetitionId
		}
	}
	key := fmt.Sprintf("go-%d", time.Now().UnixNano())
	receipt, _, err := client.SignaturesAPI.SignPetition(ctx, chosen).IdempotencyKey(key).Execute()
	must(err)
	own, _, err := client.MeAPI.ListMySignatures(ctx).PetitionIds([]string{chosen}).Execute()
	must(err)
	if len(own.Data) != 1 || !own.Data[0].SignedAt.Equal(receipt.SignedAt) {
		log.Fatal("the signature is not among one's own")
	}
	states, _, err = client.MeAPI.ListMyPetitionStates(ctx).PetitionIds([]string{chosen}).Execute()
	must(err)
	if state := states.Data[0]; state.MaySign || *state.Code.Get() != "already_signed" {
		log.Fatal("what was signed can be signed")
	}

	_, _, err = client.SignaturesAPI.SignPetition(ctx, chosen).Execute()
	var refused *viche.GenericOpenAPIError
	if !errors.As(err, &refused) {
		log.Fatal("nobody signs twice")
	}
	problem := refused.Model().(viche.Problem)
	fmt.Printf("%d petitions, signed %s, refused %s\n", len(all), receipt.PetitionNumber, problem.Code)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
