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

	own, _, err := client.MeAPI.ListMySignatures(ctx).PetitionIds(collecting).Execute()
	must(err)
	signed := map[string]bool{}
	for _, signature := range own.Data {
		signed[signature.PetitionId] = true
	}
	var chosen string
	for _, id := range collecting {
		if !signed[id] {
			chosen = id
		}
	}
	key := fmt.Sprintf("go-%d", time.Now().UnixNano())
	receipt, _, err := client.SignaturesAPI.SignPetition(ctx, chosen).IdempotencyKey(key).Execute()
	must(err)
	own, _, err = client.MeAPI.ListMySignatures(ctx).PetitionIds([]string{chosen}).Execute()
	must(err)
	if len(own.Data) != 1 || !own.Data[0].SignedAt.Equal(receipt.SignedAt) {
		log.Fatal("the signature is not among one's own")
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
